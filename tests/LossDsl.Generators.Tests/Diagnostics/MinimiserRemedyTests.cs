using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Every remedy of a rule about the minimiser mends it: the changed loss has no problem, and decides for accuracy.</summary>
public class MinimiserRemedyTests
{
    [Theory]
    [InlineData("Loss(Head.Softmax)] [PolyLoss(-3, 1, -2)", "LDSL104", 1)]
    [InlineData("Loss(Head.Softmax, Counts = new[] { 9, 9, 9 })] [PolyLoss(-9, Weighted = false)] [InverseFrequency", "LDSL104", 1)]
    [InlineData("Loss(Head.Softmax)] [PolyLoss(-2)] [Focal", "LDSL104", 1)]
    [InlineData("Loss(Head.Softmax)] [CrossEntropy] [PolyTerm(1, Epsilon = -1)] [PolyTerm(2, Epsilon = -3)] [PolyTerm(3, Epsilon = -2)",
        "LDSL104", 1)]
    [InlineData("Loss(Head.Softmax)] [PolyLoss(-1.5)", "LDSL105", 1)]
    [InlineData("Loss(Head.Softmax)] [Unhinged", "LDSL106", 1)]
    [InlineData("Loss(Head.Sigmoid)] [Unhinged", "LDSL106", 1)]
    [InlineData("Loss(Head.Softmax)] [CrossEntropy(Coefficient = -2)", "LDSL106", 1)]
    [InlineData("Loss(Head.Sigmoid)] [CrossEntropy(Coefficient = -1)", "LDSL106", 1)]
    [InlineData("Loss(Head.Softmax, Classes = 3)] [CrossEntropy] [LabelSmoothing(0.7, Share = SmoothingShare.OtherClasses)", "LDSL108", 1)]
    [InlineData("Loss(Head.Softmax)] [MulticlassHinge", "LDSL109", 2)]
    [InlineData("Loss(Head.Softmax, Classes = 3)] [MulticlassHinge(Form = HingeForm.WestonWatkins, Margin = 2)", "LDSL109", 2)]
    [InlineData("Loss(Head.Softmax)] [NormalizedCrossEntropy", "LDSL114", 1)]
    [InlineData("Loss(Head.Softmax)] [NormalizedFocal(Gamma = 2)", "LDSL114", 1)]
    public void Decides(string attributes, string rule, int count)
    {
        var problem = Assert.Single(Judged(attributes).Problems);
        Assert.Equal((rule, count), (problem.Rule.Id, problem.Remedies.Count));
        Assert.All(problem.Remedies, remedy =>
        {
            var mended = Judged(Apply(attributes, remedy));
            Assert.Empty(mended.Problems);
            Assert.True(mended.Report.Last.Accuracy.Holds, mended.Report.Last.Accuracy.ToString());
        });
    }

    [Theory]
    [InlineData("Loss(Head.Softmax)] [CrossEntropy] [AngularMargin(0.5)")]
    [InlineData("Loss(Head.Softmax, Classes = 1000)] [CrossEntropy] [AngularMargin(0.5)] [Scale(4)")]
    [InlineData("Loss(Head.Softmax, Classes = 1000)] [CrossEntropy] [AngularMargin(0.5)] [Temperature(0.5)")]
    public void ScalesEnough(string attributes)
    {
        var problem = Assert.Single(Judged(attributes).Problems);
        Assert.Empty(Judged(Apply(attributes, Assert.Single(problem.Remedies))).Problems);
    }

    private static Judgement Judged(string attributes)
    {
        var compilation = Compilations.Create($"using LossDsl;\n[{attributes}] public sealed partial class X;");
        Assert.Empty(compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && diagnostic.Id != "CS1591"));
        var declaration = DeclarationReader.Read(compilation.GetTypeByMetadataName("X")!, default)!;
        Assert.Empty(LossCompiler.Check(declaration));
        return LossCompiler.Judge(declaration, default);
    }

    /// <summary>The edits, made in the text of the attributes.</summary>
    private static string Apply(string attributes, Remedy remedy)
    {
        var lists = SyntaxFactory.ParseCompilationUnit($"[{attributes}] class X;").Members.OfType<ClassDeclarationSyntax>()
            .Single().AttributeLists;
        List<AttributeSyntax> written = [.. lists.Select(list => list.Attributes.Single())];
        List<string> added = [];
        foreach (var edit in remedy.Edits)
        {
            switch (edit.Kind)
            {
                case EditKind.ReplaceAttribute:
                    written[edit.Attribute] = Parse(edit.Text!);
                    break;
                case EditKind.AddAttribute:
                    added.Add(edit.Text!);
                    break;
                case EditKind.SetArgument:
                    written[edit.Attribute] = Set(written[edit.Attribute], edit.Argument!, edit.Text!);
                    break;
                default:
                    Assert.Fail($"No remedy of these rules does {edit.Kind}.");
                    break;
            }
        }

        return string.Join("] [", written.Select(attribute => attribute.ToString()).Concat(added));
    }

    /// <summary>A named argument is set or added; the only positional one of these attributes is their main one.</summary>
    private static AttributeSyntax Set(AttributeSyntax attribute, string name, string value)
    {
        var arguments = attribute.ArgumentList?.Arguments.Select(argument => argument.ToString()).ToList() ?? [];
        var index = arguments.FindIndex(argument => argument.StartsWith(name + " =", System.StringComparison.Ordinal));
        if (index < 0 && name is "Alpha" or "Value")
            index = 0;
        var text = name is "Alpha" or "Value" ? value : $"{name} = {value}";
        if (index < 0)
            arguments.Add(text);
        else
            arguments[index] = text;
        return Parse($"{attribute.Name}({string.Join(", ", arguments)})");
    }

    private static AttributeSyntax Parse(string attribute)
        => SyntaxFactory.ParseCompilationUnit($"[{attribute}] class X;").DescendantNodes().OfType<AttributeSyntax>().Single();
}
