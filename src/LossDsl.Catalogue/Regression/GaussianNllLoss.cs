namespace LossDsl.Catalogue;

/// <summary>
/// Negative log-likelihood of values with a predicted mean and variance, ½ (log v + (z − t)²/v), v at least 1e-6 (Nix and
/// Weigend 1994, doi:10.1109/ICNN.1994.374138).
/// <para>As torch.nn.GaussianNLLLoss. Calls give the variances; there are gradients with respect to means and variances.</para>
/// </summary>
[Loss(Head.Identity)]
[GaussianNll]
public sealed partial class GaussianNllLoss;
