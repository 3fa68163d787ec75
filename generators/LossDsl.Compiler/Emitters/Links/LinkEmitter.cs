using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Writes the methods that lead from scores to probabilities and decisions. What cannot be had is there all the same, with the
/// reason as a compile error for who calls it.
/// </summary>
internal sealed class LinkEmitter(CodeWriter writer, ClassSurface surface, LossLink? link)
{
    private const string Prior = "global::System.ReadOnlySpan<double>";

    private static readonly string[] Types = ["float", "double"];

    private static readonly (string Name, string Meaning) Logits =
        ("logits", "Raw scores (N,C), row after row, or as the shape says; −∞ masks a class.");
    private static readonly (string Name, string Meaning) Shape =
        ("shape", "The shape of the logits where positions follow the classes, or where nothing else tells the number of classes.");

    private readonly LinkKernelEmitter? kernel = link?.Program is null ? null : new LinkKernelEmitter(writer, link);

    private string Target
        => surface.IsElementwise ? "one share per output whose label applies, each in (0, 1)"
            : "one share per class, positive, with a sum of 1";

    /// <summary>Writes them; without a link, which a declaration with errors has none of, with bodies that throw.</summary>
    public void Emit()
    {
        kernel?.Plan();
        foreach (var type in Types)
            Probabilities(type);
        foreach (var type in Types)
            Predict(type);
        if (surface.IsElementwise)
            Threshold();
    }

    private void Probabilities(string type)
    {
        var refusal = link is not null && kernel is null ? "no way back to probabilities: " + link.Described.Text : null;
        string Body(string priors) => link is null ? surface.Throw
            : kernel is null ? CSharp.Refuse(refusal!)
            : $"{CSharp.Runtime}.Link.Probabilities<{Kernel}, {type}>({surface.Names.LinkPlan}, {kernel.Parameters()}, logits, "
                + $"probabilities, shape{priors})";

        (string Name, string Meaning) probabilities =
            ("probabilities", "P(y|x), contiguous in the shape of the logits, overwritten; contiguous logits may be the same memory.");
        var span = $"{Span(type, true)} logits, {Span(type, false)} probabilities";
        Method(
            [$"P(y|x) under the prior of {surface.Population}, for scores that minimise the risk{Phase}: "
                + $"{link?.Described.Text ?? "the link"}.", .. Remark()],
            [Logits, probabilities, Shape],
            null,
            $"public void ToProbabilities({span}, {CSharp.Root}.LogitShape shape = default)",
            Body(""),
            refusal);

        var known = surface.TrainingPrior;
        Method(
            [$"P(y|x) under another prior than that of {surface.Population}: "
                + (surface.IsElementwise
                    ? "the odds times those of the target prior, over those of the training prior."
                    : "P(y|x) π'_y/π_y, with a sum of 1.")],
            [Logits, probabilities, ("targetPrior", $"π', the shares where predictions are made: {Target}."), .. known is null
                ? [("trainingPrior", $"π, the shares in {surface.Population}: {Target}.")] : Enumerable.Empty<(string, string)>(), Shape],
            ("global::System.ArgumentOutOfRangeException", "A share is out of range; the message names prior, class and value."),
            $"public void ToProbabilities({span}, {Prior} targetPrior, "
                + $"{(known is null ? $"{Prior} trainingPrior, " : "")}{CSharp.Root}.LogitShape shape = default)",
            Body($", targetPrior, {known ?? "trainingPrior"}"),
            refusal);
    }

    private string Phase => link is { IsScheduled: true } ? " in the last phase of the schedule" : "";

    private IEnumerable<string> Remark()
    {
        if (kernel is null)
            yield break;
        var isNullVector = link!.Described.Kind == LinkKind.NullVector && !surface.IsElementwise;
        if (isNullVector)
            yield return "It takes C gradients and work of order C³ per row. At scores that minimise the risk of no posterior it is the "
                + "one whose slopes there are least.";
        else if (link.Described.Kind == LinkKind.Partial)
            yield return "At scores that minimise the risk of no posterior, what would be negative counts as "
                + $"0{(surface.IsElementwise ? ", and what would be above 1 as 1" : "")}.";
        yield return "NaN stays in its row.";
    }

    private void Predict(string type)
    {
        var rule = link?.Prediction;
        var refusal = rule is { Kind: PredictionKind.None } ? rule.Why : null;
        var (result, item) = surface.IsElementwise ? ("applies", "bool") : ("classes", "int");
        var isBalanced = rule is { Kind: PredictionKind.Link, Goal: Goal.BalancedAccuracy };
        var takesPrior = isBalanced && surface.TrainingPrior is null;
        var prior = takesPrior ? $"{Prior} trainingPrior, " : "";
        var meaning = surface.IsElementwise ? "Whether each label applies, contiguous in the shape of the logits, overwritten."
            : "One class per row (N), overwritten.";
        var summary = $"{(rule is null ? "Predicts" : $"Predicts for {Statement.Words(rule.Goal)}{Phase}: {rule.Why}")}.";
        (string Name, string Meaning)[] priors = takesPrior ? [("trainingPrior", $"π, the shares in {surface.Population}: {Target}.")] : [];
        var exception = ("global::System.ArgumentException",
            "Shapes disagree, or a row holds NaN or nothing but masked classes; the message names the argument and the numbers.");
        var body = link is null ? surface.Throw : refusal is not null ? CSharp.Refuse(refusal) : surface.IsElementwise
            ? Applies(type, isBalanced) : Classes(type, isBalanced);
        Method(
            [summary],
            [Logits, (result, meaning), .. priors, Shape],
            exception,
            $"public void Predict({Span(type, true)} logits, global::System.Span<{item}> {result}, {prior}{CSharp.Root}.LogitShape shape "
                + "= default)",
            body,
            refusal);

        var header = $"public {item}[] Predict({Span(type, true)} logits, {prior}{CSharp.Root}.LogitShape shape = default)";
        var returns = $"{(surface.IsElementwise ? "Whether each label applies, in the shape of the logits" : "One class per row")}; a "
            + "new array.";
        Documentation(header, [summary], [Logits, .. priors, Shape], exception, returns);
        Obsolete(refusal);
        if (link is null || refusal is not null)
        {
            writer.Lines(header, $"    => {body};");
            return;
        }

        using (writer.Block(header))
        {
            var length = $"{CSharp.Runtime}.Prediction.Rows({Plan}, logits.Length, shape{(takesPrior ? ", trainingPrior.Length" : "")})";
            var elements = $"{CSharp.Runtime}.Prediction.Elements({Plan}, logits.Length, shape)";
            writer.Lines(
                $"var {result} = new {item}[{(surface.IsElementwise ? elements : length)}];",
                $"Predict(logits, {result}, {(takesPrior ? "trainingPrior, " : "")}shape);",
                $"return {result};");
        }
    }

    private string Classes(string type, bool isBalanced)
        => link!.Prediction.Kind == PredictionKind.Largest
            ? $"{CSharp.Runtime}.Prediction.Largest<{type}>({Plan}, logits, classes, shape)"
            : $"{CSharp.Runtime}.Prediction.ByLink<{Kernel}, {type}>({surface.Names.LinkPlan}, {kernel!.Parameters()}, logits, classes, "
                + $"shape{(isBalanced ? $", {surface.TrainingPrior ?? "trainingPrior"}" : "")})";

    private string Applies(string type, bool isBalanced)
    {
        var threshold = link!.Prediction.Kind == PredictionKind.Largest
            ? surface.Declaration.Head == Heads.Gumbel ? "[-global::System.Math.Log(global::System.Math.Log(2))]" : "[0.0]"
            : isBalanced ? $"{CSharp.Runtime}.Link.Thresholds<{Kernel}>({surface.Names.LinkPlan}, {kernel!.Parameters()}, trainingPrior)"
            : link.IsSameForAll ? "[DecisionThreshold()]" : "DecisionThresholds()";
        return $"{CSharp.Runtime}.Prediction.Above<{type}>({Plan}, logits, applies, shape, {threshold})";
    }

    private void Threshold()
    {
        var refusal = link is not null && kernel is null ? "no threshold: " + link.Described.Text : null;
        var isOne = link is null || kernel is null || link.IsSameForAll;
        var call = kernel is null ? ""
            : $"{CSharp.Runtime}.Link.Thresholds<{Kernel}>({surface.Names.LinkPlan}, {kernel.Parameters()}, [probability])";
        var header = $"public double{(isOne ? "" : "[]")} DecisionThreshold{(isOne ? "" : "s")}(double probability = 0.5)";
        Documentation(
            header,
            [$"The score at which P(y|x) of {(isOne ? "an output" : "each output")} has a value, under the prior of "
                + $"{surface.Population}{Phase}."],
            [("probability", "The value, in (0, 1).")],
            ("global::System.ArgumentOutOfRangeException", "The value is not in (0, 1)."),
            $"{(isOne ? "The score" : "One score per output")}, a raw score as the loss takes it.");
        Obsolete(refusal);
        writer.Lines(
            header,
            $"    => {(link is null ? surface.Throw : refusal is not null ? CSharp.Refuse(refusal) : isOne ? call + "[0]" : call)};");
    }

    private string Kernel => $"global::{CSharp.KernelNamespace}.{kernel!.Name}";

    private string Plan => surface.Names.Plan(link!.Form);

    private static string Span(string type, bool isRead) => $"global::System.{(isRead ? "ReadOnlySpan" : "Span")}<{type}>";

    private void Method(IReadOnlyList<string> summary, IReadOnlyList<(string, string)> parameters, (string, string)? exception,
        string header, string body, string? refusal)
    {
        Documentation(header, summary, parameters, exception);
        Obsolete(refusal);
        writer.Lines(header, $"    => {body};");
    }

    private void Obsolete(string? refusal)
    {
        if (refusal is not null)
            writer.Lines($"[global::System.Obsolete({CSharp.Literal(refusal)}, error: true)]");
    }

    /// <summary>The documentation of a method; what takes doubles has that of what takes floats.</summary>
    private void Documentation(
        string header, IReadOnlyList<string> summary, IReadOnlyList<(string Name, string Meaning)> parameters,
            (string Type, string When)? exception, string? returns = null)
    {
        writer.Lines("");
        if (header.Contains("<double> logits"))
        {
            writer.Lines("/// <inheritdoc "
                + $"cref=\"{Reference(OfFloats(header))}\"/>");
            return;
        }

        writer.Lines("/// <summary>");
        writer.Lines([.. summary.Select(line => "/// " + CSharp.Escape(line))]);
        writer.Lines("/// </summary>");
        writer.Lines([.. parameters.Select(parameter =>
            $"/// <param name=\"{parameter.Name}\">{CSharp.Escape(parameter.Meaning)}</param>")]);
        if (returns is not null)
            writer.Lines($"/// <returns>{returns}</returns>");
        var (type, when) = exception
            ?? ("global::System.ArgumentException", "Shapes disagree; the message names the argument and both numbers.");
        writer.Lines($"/// <exception cref=\"{type}\">{when}</exception>");
    }

    /// <summary>The same method for floats.</summary>
    private static string OfFloats(string header)
        => header.Replace("<double> logits", "<float> logits").Replace("<double> probabilities", "<float> probabilities");

    /// <summary>The name and the types of the parameters of a method, as documentation refers to them.</summary>
    private static string Reference(string header)
    {
        var open = header.IndexOf('(');
        var name = header.Substring(0, open).Split(' ').Last();
        var types = header.Substring(open + 1, header.Length - open - 2).Split(',')
            .Select(parameter => parameter.Trim().Split(' ')[0].Replace('<', '{').Replace('>', '}'));
        return $"{name}({string.Join(", ", types)})";
    }
}
