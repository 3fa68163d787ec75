namespace LossDsl.Catalogue;

/// <summary>
/// log cosh(z − t), a smooth absolute error.
/// <para>Accurate for errors of every size.</para>
/// </summary>
[Loss(Head.Identity)]
[LogCosh]
public sealed partial class LogCoshLoss;
