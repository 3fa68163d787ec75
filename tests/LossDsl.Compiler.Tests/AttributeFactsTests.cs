using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>What a row says of its attribute in a column is what its expression does: a row that forgets to say it fails.</summary>
public class AttributeFactsTests
{
    public static TheoryData<string> Names => [.. AttributeTable.All.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_multiplies_or_divides_all_scores_says_so(string name)
    {
        var row = AttributeTable.Find(name)!;
        var found = row.Scores is null ? [] : row.Parameters.Where(parameter => parameter.Binding is not null)
            .Select(parameter => (parameter.Name, Scores: Scores(row, parameter)))
            .Where(one => one.Scores is { Op: Op.Mul, A.Op: Op.Parameter, B.Op: Op.Logits }
                or { Op: Op.Mul, A.Op: Op.Logits, B.Op: Op.Parameter }
                or { Op: Op.Div, A.Op: Op.Logits, B.Op: Op.Parameter })
            .Select(one => ((string, bool)?)(one.Name, one.Scores.Op == Op.Div)).ToList();
        Assert.Equal(found.SingleOrDefault(), row.Scales);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_the_negative_log_likelihood_says_so(string name)
    {
        var row = AttributeTable.Find(name)!;
        var found = false;
        if (row.Terms is not null)
        {
            var arguments = Arguments(row, null);
            var label = arguments.Scope.Of(arguments.Scope.Head == Heads.Softmax ? Side.Only : Side.Positive);
            found = row.Terms(arguments, label).ToList() is [{ Value: var value }] && value.Id == (-label.LogP).Id;
        }

        Assert.Equal(found, row.IsLogLoss);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_makes_rows_one_number_says_how(string name)
    {
        var row = AttributeTable.Find(name)!;
        Assert.Equal(row.Stage == Stage.Aggregation, row.Reduces is not null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_gives_other_classes_a_share_says_so(string name)
    {
        var row = AttributeTable.Find(name)!;
        var arguments = Arguments(row, null);
        Assert.Equal(row.Target?.Invoke(arguments, arguments.Scope.Share).Background is not null, row.Smooths);
    }

    /// <summary>The shares of classes in the training set are of no concern to who judges a network.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void What_reads_how_often_classes_are_trained_shapes_training(string name)
    {
        var row = AttributeTable.Find(name)!;
        if (row.Needs is ClassInputTable.Counts or "frequencies" or "gradientRatios")
            Assert.True(row.ShapesTraining || row.Stage is Stage.MarginedScores or Stage.Sampling);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_weights_or_shifts_by_the_class_shares_corrects_the_prior(string name)
    {
        var row = AttributeTable.Find(name)!;
        var corrects = row.Stage == Stage.Weight && row.Needs is ClassInputTable.Counts or ClassInputTable.Weights;
        Assert.Equal(corrects, row.Corrects is { By: Correction.InversePrior or Correction.Weights });
        Assert.True(row.Corrects is not { By: Correction.Scores } || row is { Scores: not null, Needs: ClassInputTable.Counts });
        Assert.True(row.Corrects?.Parameter is not { } parameter || row.Parameters.Any(one => one.Name == parameter));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Coefficients_and_schedules_have_their_roles(string name)
    {
        foreach (var parameter in AttributeTable.Find(name)!.Parameters)
        {
            Assert.Equal(parameter.Role == ParameterRole.Coefficient, parameter.Name == "Coefficient"
                || (name, parameter.Name) == ("Part", "Weight"));
            Assert.Equal(parameter.Role is ParameterRole.From or ParameterRole.Ramp,
                parameter.Name.EndsWith("Epoch", System.StringComparison.Ordinal)
                || parameter.Name.EndsWith("Epochs", System.StringComparison.Ordinal));
        }
    }

    private static Expr Scores(AttributeRow row, ParameterRow bound)
    {
        var arguments = Arguments(row, bound);
        return row.Scores!(arguments, arguments.Scope.Raw);
    }

    /// <summary>Arguments in the middle of their ranges, one of them bound to a property.</summary>
    private static AttributeArguments Arguments(AttributeRow row, ParameterRow? bound)
    {
        IEnumerable<Argument> Of(ParameterRow parameter)
        {
            var value = parameter.Allows(2) ? 2 : 0.5;
            if (parameter == bound)
                yield return Declare.Bound(parameter.Binding!, "Property");
            else if (parameter.Kind == ParameterKind.Number && parameter.Default is null && !parameter.Optional)
                yield return Declare.Number(parameter.Name, value);
            else if (parameter.Kind == ParameterKind.Numbers)
                yield return Declare.Number(parameter.Name, value, value);
        }

        var head = new[] { Heads.Softmax, Heads.Sigmoid, Heads.Identity }.First(head => (row.Heads & head) != 0);
        var form = row.NumbersOnly || head == Heads.Identity ? LossForm.Numbers : LossForm.Labels;
        var scope = new LossScope(new Graph(), head, form) { ClassMask = null };
        if (row.ClassMask is not null)
            scope.ClassMask = scope.Graph.Input(InputTable.ClassMask);
        return new AttributeArguments(scope, new Term(row, Declare.Use(row.Name, [.. row.Parameters.SelectMany(Of)]), -1, 0));
    }
}
