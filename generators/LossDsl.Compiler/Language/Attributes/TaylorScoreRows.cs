using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>Attributes by which the softmax normalises another function of the scores than the exponential.</summary>
internal static class TaylorScoreRows
{
    public static readonly AttributeRow[] All =
    [
        new("TaylorSoftmax", Stage.Scores)
        {
            Scores = (a, z) =>
            {
                // A class with the score −∞ is masked, while the square of it is +∞.
                var masked = Equal(z, a.Constant(double.NegativeInfinity));
                var open = Select(masked, a.Constant(0), z);
                return Select(masked, a.Constant(double.NegativeInfinity), Log1p(open + (0.5 * (open * open))));
            },
            Formula = "s_k = log(1 + z_k + ½ z_k²)",
            Paper = "de Brébisson & Vincent 2016, arXiv:1511.05042",
        },
    ];
}
