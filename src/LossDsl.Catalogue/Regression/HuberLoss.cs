namespace LossDsl.Catalogue;

/// <summary>
/// Huber's loss, ½ d² for |d| ≤ δ and δ (|d| − ½ δ) beyond (Huber 1964, doi:10.1214/aoms/1177703732).
/// <para>As torch.nn.HuberLoss; torch.nn.SmoothL1Loss is this over δ.</para>
/// </summary>
[Loss(Head.Identity)]
[Huber(DeltaFrom = nameof(Delta))]
public sealed partial class HuberLoss
{
    /// <summary>δ in [1e-15, 1e15], in units of the target; default 1.</summary>
    public double Delta { get; init; } = 1;
}
