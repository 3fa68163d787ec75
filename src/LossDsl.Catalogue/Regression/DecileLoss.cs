namespace LossDsl.Catalogue;

/// <summary>
/// Quantile loss of three outputs per row, the first, fifth and ninth decile (Koenker and Bassett 1978, doi:10.2307/1913643).
/// <para>Without the factor 2 of pytorch-forecasting. Targets (N,3) repeat the value to predict.</para>
/// </summary>
[Loss(Head.Identity)]
[Quantile(0.1, 0.5, 0.9)]
public sealed partial class DecileLoss;
