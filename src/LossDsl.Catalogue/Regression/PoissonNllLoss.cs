namespace LossDsl.Catalogue;

/// <summary>
/// Negative log-likelihood of counts, e^z − t z, where the model puts out the logarithm z of the rate.
/// <para>As torch.nn.PoissonNLLLoss with log_input.</para>
/// </summary>
[Loss(Head.Identity)]
[PoissonNll]
public sealed partial class PoissonNllLoss;
