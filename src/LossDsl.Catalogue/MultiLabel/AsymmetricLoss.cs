namespace LossDsl.Catalogue;

/// <summary>
/// ASL: focal exponents γ+ and γ− for positives and negatives, and probabilities of negatives shifted by m = 0.05 (Ridnik et
/// al. 2021, arXiv:2009.14119).
/// <para>The focal factors are differentiated, as in the optimised official code; the default one stops their gradient. A
/// mean over the elements, where it has the sum.</para>
/// </summary>
[Loss(Head.Sigmoid)]
[CrossEntropy]
[AsymmetricFocus(PositiveFrom = nameof(GammaPositive), NegativeFrom = nameof(GammaNegative))]
[ProbabilityShift(0.05)]
public sealed partial class AsymmetricLoss
{
    /// <summary>γ+ in [0, 100]; default 1.</summary>
    public double GammaPositive { get; init; } = 1;

    /// <summary>γ− in [0, 100]; default 4.</summary>
    public double GammaNegative { get; init; } = 4;
}
