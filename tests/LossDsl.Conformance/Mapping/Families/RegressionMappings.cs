using System.Linq;
using static LossDsl.Conformance.Words;

namespace LossDsl.Conformance;

/// <summary>Losses of the identity head: predictions and values.</summary>
internal static class RegressionMappings
{
    public static readonly LossMapping[] All =
    [
        // torch
        Elementwise("l1_loss", _ => "AbsoluteError"),
        Elementwise("mse_loss", _ => "SquaredError"),
        Elementwise("huber_loss", h => $"Huber({Text(h.Number("delta"))})"),
        Elementwise("smooth_l1_loss", h => $"SmoothL1({Text(h.Number("beta"))})"),
        Elementwise("poisson_nll_loss", h => h.FlagOrNull("log_input") != false
            ? $"PoissonNll(Full = {Full(h)}){WithoutEffect(h, "eps")}"
            : $"PoissonNll(Prediction = PoissonPrediction.Rate, Epsilon = {Text(h.Number("eps"))}, Full = {Full(h)})"),
        Elementwise("gaussian_nll_loss", h => $"GaussianNll(Epsilon = {Text(h.Number("eps"))}, Full = {Full(h)})") with
        {
            Layout = (h, inputs) =>
            {
                var batch = Layouts.ElementsOf("input")(h, inputs);
                return batch with { Data = batch.Data with { Variances = inputs.Take("var").Data }, VarianceInput = "var" };
            },
        },

        // robust losses, as kornia scales them
        Elementwise("charbonnier_loss", _ => "Charbonnier"),
        Elementwise("cauchy_loss", _ => "Cauchy"),
        Elementwise("geman_mcclure_loss", _ => "GemanMcClure"),
        Elementwise("welsch_loss", _ => "Welsch"),
        Elementwise("wing_loss", h => $"Wing(Width = {Text(h.Number("width"))}, Curvature = {Text(h.Number("curvature"))})"),

        // twice the usual quantile loss; one target for all levels
        new("quantile_loss", h => [Regression, $"Quantile({List(h, "quantiles")}, Coefficient = 2)", Reduction(h)])
        {
            Layout = Layouts.SharedTargetsOf("input"),
        },

        // imbalanced regression
        new("focal_r_l1", h => [Regression, FocalR(h, 1), Reduction(h)]) { Layout = Weighted, WithoutGradientOf = ["target"] },
        new("focal_r_mse", h => [Regression, FocalR(h, 2), Reduction(h)]) { Layout = Weighted, WithoutGradientOf = ["target"] },
        Balanced("balanced_mse_bni", h => $"new[] {{ {List(h, "bucket_centers")} }}, new[] {{ {List(h, "bucket_weights")} }}"),
        Balanced("balanced_mse_gai", h =>
            $"new[] {{ {List(h, "gmm_means")} }}, new[] {{ {List(h, "gmm_weights")} }}, Variances = new[] {{ {List(h, "gmm_variances")} }}"),
    ];

    private const string Regression = "Loss(Head.Identity)";

    private static LossMapping Elementwise(string loss, System.Func<Hyper, string> term)
        => new(loss, h => [Regression, term(h), Reduction(h)])
        {
            Layout = Layouts.ElementsOf("input"),
            WithoutGradientOf = ["target"],
        };

    /// <summary>The noise σ is a learned scalar of the reference; here it is a property.</summary>
    private static LossMapping Balanced(string loss, System.Func<Hyper, string> distribution)
        => new(loss, h => [Regression, $"BalancedMse({distribution(h)}, NoiseFrom = \"Noise\")", Reduction(h)])
        {
            Properties = h => [("Noise", h.ScalarInput("noise_sigma"))],
            Layout = (h, inputs) =>
            {
                inputs.Take("noise_sigma", rank: 0);
                return Layouts.ElementsOf("pred")(h, inputs);
            },
            WithoutGradientOf = ["noise_sigma"],
        };

    /// <summary>Elements, with weights where the case has some.</summary>
    private static Batch Weighted(Hyper h, Inputs inputs)
    {
        var batch = Layouts.ElementsOf("input")(h, inputs);
        return inputs.Untaken.Contains("weights")
            ? batch with { Data = batch.Data with { ElementWeights = inputs.Take("weights").Data } }
            : batch;
    }

    private static string FocalR(Hyper h, int power)
    {
        var activation = h.WordOrNull("activate") == "tanh" ? FocalActivation.Tanh : FocalActivation.Sigmoid;
        return $"FocalR({Text(power)}, Beta = {Text(h.Number("beta"))}, Gamma = {Text(h.Number("gamma"))}, Activation = "
            + $"FocalActivation.{activation})";
    }

    private static string Full(Hyper h) => h.FlagOrNull("full") == true ? "true" : "false";

    private static string List(Hyper h, string name)
        => string.Join(", ",
            (h.NumbersOrNull(name) ?? throw new MappingException($"the hyper-parameter '{name}' is missing")).Select(Double));

    // Arrays of constants take the type of their elements: whole numbers too have to be doubles.
    private static string Double(double value) => Text(value) + "d";
}
