namespace LossDsl.Catalogue;

/// <summary>
/// Equalisation loss: rare classes get no gradient as negatives of other classes (Tan et al. 2020, arXiv:2003.05176).
/// <para>As the official code for LVIS, λ = 0.00177; the mean is over the elements, where it sums over classes. Construction
/// takes the frequency of each class.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[Equalization(0.00177)]
public sealed partial class EqualizationLoss;
