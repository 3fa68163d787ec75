namespace LossDsl;

/// <summary>
/// A loss with the Gumbel link p = exp(−exp(−z)) per element (Alexandridis et al. 2022, arXiv:2207.09809); else as
/// <see cref="SigmoidLoss"/>.
/// </summary>
public abstract class GumbelLoss : ClassificationLoss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected GumbelLoss()
    {
    }
}
