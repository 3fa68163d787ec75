namespace LossDsl.Catalogue;

/// <summary>
/// Online hard example mining: cross-entropy of the fraction ρ of rows with the largest losses (Shrivastava et al. 2016,
/// arXiv:1604.03540).
/// <para>Selects within the batch of the call, by the loss, without the non-maximum suppression of detectors.</para>
/// </summary>
[Loss(Head.Softmax)]
[CrossEntropy]
[HardestExamples(FractionFrom = nameof(Fraction))]
public sealed partial class OhemLoss
{
    /// <summary>ρ in (0, 1]; default 0.25.</summary>
    public double Fraction { get; init; } = 0.25;
}
