using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Finds every breach of the language's rules in a declaration, each on its own attribute and argument.</summary>
internal sealed class DeclarationCheck
{
    private readonly Declaration declaration;
    private readonly List<Problem> problems = [];
    private readonly List<(AttributeRow Row, AttributeUse Use, int Index)> uses = [];

    private DeclarationCheck(Declaration declaration)
    {
        this.declaration = declaration;
        for (var i = 0; i < declaration.Attributes.Count; i++)
        {
            var use = declaration.Attributes[i];
            if (AttributeTable.Find(use.Name) is { } row)
                uses.Add((row, use, i));
        }
    }

    public static EquatableArray<Problem> Run(Declaration declaration)
    {
        var check = new DeclarationCheck(declaration);
        check.Shape();
        foreach (var (row, use, index) in check.uses)
        {
            foreach (var parameter in row.Parameters)
                check.Parameter(row, use, index, parameter);
        }

        check.Terms();
        check.Weights();
        check.Aggregation();
        check.EmptyClasses();
        return check.problems.OrderBy(problem => problem.Attribute).ToEquatable();
    }

    private void Shape()
    {
        var rule = declaration.Type.Shape == TypeShape.NotPartial ? LanguageRules.MustBePartial : LanguageRules.MustBePlainClass;
        var reason = declaration.Type.Shape switch
        {
            TypeShape.Usable => null,
            TypeShape.NotPartial => "",
            TypeShape.NotPlainClass => "is static, abstract, a record or local to its file",
            TypeShape.Generic => "has type parameters, or a type that contains it has",
            TypeShape.HasBase => "names a base class, and the generated half must",
            _ => "declares a constructor, and the generated half must",
        };
        if (reason is not null)
            Report(rule, -1, null, declaration.Type.Name, reason);
        foreach (var name in declaration.Type.TakenNames)
            Report(LanguageRules.NameTaken, -1, null, declaration.Type.Name, name);
    }

    private void Parameter(AttributeRow row, AttributeUse use, int index, ParameterRow parameter)
    {
        var constant = use[parameter.Name];
        var binding = parameter.Binding is { } name ? use[name] : null;
        if (binding?.Bound is { } bound && bound.State != BindingState.Usable)
        {
            Report(LanguageRules.BadBinding, index, binding.Name, binding.Name, row.Name, bound.Name, bound.State switch
            {
                BindingState.Missing => "which is not a property of the class",
                BindingState.NotReadable => "which is not an instance property that can be read",
                _ => "whose type is not double, float or int",
            });
        }

        if (constant?.Choice is { } choice && !parameter.Choices.Contains(choice))
            Report(LanguageRules.OutOfRange, index, parameter.Name, parameter.Name, row.Name, choice, "one of " + string.Join(", ", parameter.Choices));
        if (binding is not null && constant is not null)
            Report(LanguageRules.ConstantAndBinding, index, binding.Name, parameter.Name, row.Name, binding.Name);
        var given = constant?.Numbers is { Count: > 0 } numbers ? [.. numbers] : (double[])[];
        if (binding is null && given.Length == 0)
        {
            if (parameter.Default is { } value && value.Equals(parameter.Neutral))
                given = [value];
            else if (parameter.Default is null && row.Stage != Stage.Loss && parameter.Kind is ParameterKind.Number or ParameterKind.Numbers)
                Report(LanguageRules.Missing, index, null, parameter.Name, row.Name, Wanted(parameter));
        }

        for (var i = 0; i < given.Length; i++)
        {
            var number = given[i];
            var label = given.Length > 1 ? $"{parameter.Name}[{i}]" : parameter.Name;
            if (!parameter.Allows(number))
                Report(LanguageRules.OutOfRange, index, constant?.Name, label, row.Name, Text(number), parameter.Range);
            else if (number.Equals(parameter.Neutral))
                Report(LanguageRules.NoEffect, index, constant?.Name, label, row.Name, $"{parameter.Symbol} = {Text(number)} changes nothing; remove the attribute");
        }

        if (parameter.Kind == ParameterKind.Numbers && given.Length > 0 && given[given.Length - 1] == 0)
            Report(LanguageRules.NoEffect, index, constant?.Name, $"{parameter.Name}[{given.Length - 1}]", row.Name, "the last coefficient is 0; leave it out");
    }

    private void Terms()
    {
        if (!uses.Any(use => use.Row.Stage == Stage.BaseTerm))
        {
            var terms = string.Join(", ", AttributeTable.All.Where(row => row.Stage == Stage.BaseTerm).Select(row => $"[{row.Name}]"));
            Report(LanguageRules.NoBaseTerm, -1, null, declaration.Type.Name, terms);
        }

        if (Find("CrossEntropy") is { } crossEntropy && Find("PolyLoss") is not null)
            Report(LanguageRules.Contradiction, crossEntropy.Index, null, "CrossEntropy", "PolyLoss", "PolyLoss contains the cross-entropy already; add single powers with [PolyTerm]");

        foreach (var group in uses.Where(use => use.Row.RepeatedBy is not null)
            .GroupBy(use => (use.Row.Name, Key: use.Use[use.Row.RepeatedBy!]?.Numbers is { Count: > 0 } key ? key[0] : double.NaN)))
        {
            foreach (var (row, _, index) in group.Skip(1))
                Report(LanguageRules.Contradiction, index, row.RepeatedBy, row.Name, row.Name, $"{row.RepeatedBy} = {Text(group.Key.Key)} stands twice; add the coefficients up");
        }

        if (Find("PolyLoss") is { } poly)
        {
            var coefficients = poly.Use["EpsilonFrom"] is null ? poly.Use["Epsilons"]?.Numbers?.Count ?? 0 : 1;
            foreach (var (row, use, index) in uses.Where(use => use.Row.Name == "PolyTerm"))
            {
                if (use["Power"]?.Numbers is { Count: > 0 } power && power[0] <= coefficients)
                    Report(LanguageRules.Contradiction, index, "Power", row.Name, "PolyLoss", $"PolyLoss has a coefficient for the power {Text(power[0])} already");
            }
        }
    }

    private void Weights()
    {
        var weights = uses.Where(use => use.Row.Stage == Stage.Weight).ToList();
        foreach (var (row, _, index) in weights.Skip(1))
            Report(LanguageRules.Contradiction, index, null, weights[0].Row.Name, row.Name, "a loss has one rule for its class weights");

        var terms = uses.Where(use => use.Row.Stage == Stage.BaseTerm).ToList();
        foreach (var (row, use, index) in terms)
        {
            if (weights.Count == 0 && use["Weighted"] is not null)
                Report(LanguageRules.NoEffect, index, "Weighted", "Weighted", row.Name, "the loss has no class weights");
        }

        if (weights.Count > 0 && terms.Count > 0 && terms.All(term => term.Row.Name != "PolyLoss" && term.Use["Weighted"]?.Flag == false))
            Report(LanguageRules.NoEffect, weights[0].Index, null, "The weight", weights[0].Row.Name, "every base term is declared with Weighted = false");

        foreach (var (row, use, index) in weights)
        {
            if (use["Order"] is null)
                continue;
            if (Find("LabelSmoothing") is null)
                Report(LanguageRules.NoEffect, index, "Order", "Order", row.Name, "the loss has no label smoothing");
            else if (use["Order"]!.Choice == "OutsideSmoothing" && By == "Torch")
                Report(LanguageRules.Contradiction, index, "Order", row.Name, "Mean", "torch puts class weights inside the smoothing");
        }
    }

    private void Aggregation()
    {
        var aggregations = uses.Where(use => use.Row.Stage == Stage.Aggregation).ToList();
        foreach (var (row, _, index) in aggregations.Skip(1))
            Report(LanguageRules.Contradiction, index, null, aggregations[0].Row.Name, row.Name, "a loss is reduced in one way");
        if (By == "WeightSum" && !uses.Any(use => use.Row.Stage == Stage.Weight))
            Report(LanguageRules.NoEffect, Find("Mean")!.Value.Index, "By", "By = Per.WeightSum", "Mean", "the loss has no class weights");
        if (By == "Batch" && Find("Loss")?.Use["IgnoreIndex"] is null)
            Report(LanguageRules.NoEffect, Find("Mean")!.Value.Index, "By", "By = Per.Batch", "Mean", "without an ignore index every row is valid; say Per.Valid");
    }

    private void EmptyClasses()
    {
        if (Find("LogitAdjustment") is not { } adjustment || adjustment.Use["AllowEmptyClasses"]?.Flag != true)
            return;
        if (adjustment.Use["Tau"]?.Numbers is { Count: > 0 } tau && tau[0] < 0)
            Report(LanguageRules.OutOfRange, adjustment.Index, "Tau", "Tau", "LogitAdjustment", Text(tau[0]), "above 0 where empty classes are allowed, whose score is −∞");
        if (Find("LabelSmoothing") is not null)
            Report(LanguageRules.Contradiction, adjustment.Index, "AllowEmptyClasses", "LogitAdjustment", "LabelSmoothing", "smoothing towards an empty class, whose score is −∞, has no finite loss");
        if (adjustment.Use["Epsilon"] is not null)
            Report(LanguageRules.NoEffect, adjustment.Index, "AllowEmptyClasses", "AllowEmptyClasses", "LogitAdjustment", "with Epsilon an empty class has the finite score log ε");
        if (uses.FirstOrDefault(use => use.Row is { Stage: Stage.Weight, Needs: "counts" }) is { Row: { } weight })
            Report(LanguageRules.Contradiction, adjustment.Index, "AllowEmptyClasses", "LogitAdjustment", weight.Name, "an empty class has no finite weight");
    }

    private string? By => Find("Mean")?.Use["By"]?.Choice;

    private (AttributeRow Row, AttributeUse Use, int Index)? Find(string name)
    {
        foreach (var use in uses)
        {
            if (use.Row.Name == name)
                return use;
        }

        return null;
    }

    private void Report(Rule rule, int attribute, string? argument, params string[] arguments)
        => problems.Add(new Problem(rule, attribute, argument, arguments.ToEquatable()));

    private static string Wanted(ParameterRow parameter)
        => parameter.Binding is { } binding ? $"{parameter.Range}, or {binding} = nameof(a property)" : parameter.Range;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
