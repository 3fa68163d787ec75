namespace LossDsl.Catalogue;

/// <summary>
/// Wing loss w log(1 + |d|/ε) for |d| &lt; w, linear beyond, for landmarks in pixels (Feng et al. 2018, arXiv:1711.06753).
/// <para>The paper's best values, w = 10 and ε = 2; other implementations differ in these.</para>
/// </summary>
[Loss(Head.Identity)]
[Wing(WidthFrom = nameof(Width), CurvatureFrom = nameof(Curvature))]
public sealed partial class WingLoss
{
    /// <summary>w in [1e-15, 1e15], in pixels; default 10.</summary>
    public double Width { get; init; } = 10;

    /// <summary>ε in [1e-15, 1e15], in pixels; default 2.</summary>
    public double Curvature { get; init; } = 2;
}
