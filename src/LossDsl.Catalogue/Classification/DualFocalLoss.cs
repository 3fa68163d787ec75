namespace LossDsl.Catalogue;

/// <summary>
/// Dual focal loss, −Σ_k log(1 + ε − (p_k − t_k)²) (Hossain et al. 2021, Neurocomputing 462).
/// <para>The squared form is that of its widespread implementation.</para>
/// </summary>
[Loss(Head.Softmax)]
[DualFocal]
public sealed partial class DualFocalLoss;
