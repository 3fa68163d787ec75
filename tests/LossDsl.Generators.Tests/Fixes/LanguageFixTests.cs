using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>The remedies of the language's rules: what is offered, and what becomes of the declaration.</summary>
public class LanguageFixTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    [Theory]
    [InlineData("class {|LDSL001:X|};", "partial class X;")]
    [InlineData("sealed class {|LDSL001:X|} : System.IDisposable { public void Dispose() { } }",
        "sealed partial class X : System.IDisposable { public void Dispose() { } }")]
    public Task MakesTheClassPartial(string before, string after) => FixAssert.Becomes(Loss + before, "Make 'X' partial", Loss + after);

    [Theory]
    [InlineData("static partial class {|LDSL002:X|};")]
    [InlineData("partial record {|LDSL002:X|};")]
    [InlineData("partial class {|LDSL010:X|} { int Classes => 1; }")]
    [InlineData("[{|LDSL009:LabelSmoothing|}] partial class X;")]
    [InlineData("[Mean({|LDSL004:Per.Elements|})] partial class X;")]
    [InlineData("[Focal(GammaFrom = {|LDSL007:\"Missing\"|})] partial class X;")]
    [InlineData("[Focal(Gamma = {|LDSL004:-1|})] partial class X;")]
    [InlineData("[Temperature({|LDSL004:-2|})] partial class X;")]
    [InlineData("[PolyLoss({|LDSL004:1e31, 1|})] partial class X;")]
    [InlineData("partial class X { [Part] [CrossEntropy] partial class {|LDSL012:A|}<T>; }")]
    public async Task NothingObviousIsOffered(string source)
    {
        var marked = new MarkedSource("using LossDsl;\n" + Loss + source);
        using var workspace = new FixWorkspace([marked.Text]);
        var found = (await FixWorkspace.Diagnose(workspace.Solution)).Single(diagnostic =>
            (diagnostic.Id, diagnostic.Location.SourceSpan) == marked.Expected[0]);
        Assert.Empty(await FixWorkspace.Offered(workspace.Document, found));
    }

    [Theory]
    [InlineData("[Loss(Head.Softmax)]\n[Focal]\npartial class {|LDSL003:X|};", "Add [CrossEntropy]",
        "[Loss(Head.Softmax)]\n[Focal]\n[CrossEntropy]\npartial class X;")]
    [InlineData("[Loss(Head.Identity)] partial class {|LDSL003:X|};", "Add [SquaredError]",
        "[Loss(Head.Identity)] [SquaredError] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid)] partial class X { [Part] partial class {|LDSL003:A|}; }", "Add [CrossEntropy]",
        "[Loss(Head.Sigmoid)] partial class X { [Part] [CrossEntropy] partial class A; }")]
    public Task AddsABaseTerm(string before, string title, string after) => FixAssert.Becomes(before, title, after);

    [Theory]
    [InlineData("Focal(Gamma = {|LDSL004:101|})", "Set Gamma to 100, the highest value allowed", "Focal(Gamma = 100)")]
    [InlineData("HardestExamples(Count = {|LDSL004:0|})", "Set Count to 1, the lowest value allowed", "HardestExamples(Count = 1)")]
    public Task SetsTheNearestValue(string before, string title, string after)
        => FixAssert.Becomes($"{Loss}[{before}] partial class X;", title, $"{Loss}[{after}] partial class X;");

    [Theory]
    [InlineData("[CrossEntropy(Weighted = {|LDSL005:false|})]", "Remove Weighted of [CrossEntropy]", "[CrossEntropy]")]
    [InlineData("[CrossEntropy] [Temperature({|LDSL005:1|})]", "Remove [Temperature]", "[CrossEntropy]")]
    [InlineData("[CrossEntropy] [EffectiveNumber(0.9999, FromEpoch = {|LDSL005:0|})]", "Remove FromEpoch of [EffectiveNumber]",
        "[CrossEntropy] [EffectiveNumber(0.9999)]")]
    [InlineData("[CrossEntropy] [LogitAdjustment(AllowEmptyClasses = {|LDSL005:true|}, Epsilon = 1e-9)]",
        "Remove AllowEmptyClasses of [LogitAdjustment]", "[CrossEntropy] [LogitAdjustment(Epsilon = 1e-9)]")]
    public Task RemovesWhatHasNoEffect(string before, string title, string after)
        => FixAssert.Becomes($"[Loss(Head.Softmax)] {before} partial class X;", title, $"[Loss(Head.Softmax)] {after} partial class X;");

    [Theory]
    [InlineData(0, "[CrossEntropy(Weighted = false)] partial class X;")]
    [InlineData(1, "[CrossEntropy] [ClassWeights] partial class X;")]
    public Task AWeightWithoutEffectGoesOrActs(int index, string after) => FixAssert.Becomes(
        "[Loss(Head.Softmax)] [CrossEntropy(Weighted = false)] [{|LDSL005:ClassWeights|}] partial class X;",
        ["Remove [ClassWeights] (the constructor then takes no class weights)", "Let it weigh the base terms"], index,
            "[Loss(Head.Softmax)] " + after);

    /// <summary>What another part needs too the constructor still takes.</summary>
    [Theory]
    [InlineData("", " (the constructor then takes no class counts)")]
    [InlineData(" [LogitAdjustment]", "")]
    public Task TheConstructorIsThatOfAllParts(string other, string change) => FixAssert.Becomes(
        $"[Loss(Head.Softmax)] [Mean(Per.Valid)] partial class X {{ [Part] [CrossEntropy]{other} partial class A; [Part] "
            + $"[CrossEntropy(Weighted = false)] [{{|LDSL005:InverseFrequency|}}] partial class B; }}",
        ["Remove [InverseFrequency]" + change, "Let it weigh the base terms"], 0,
        $"[Loss(Head.Softmax)] [Mean(Per.Valid)] partial class X {{ [Part] [CrossEntropy]{other} partial class A; [Part] "
            + $"[CrossEntropy(Weighted = false)] partial class B; }}");

    [Fact]
    public Task AggregationThatEveryPartHasGoesAsAWhole() => FixAssert.Becomes(
        "[Loss(Head.Softmax)] [{|LDSL005:Mean(Over = Axis.Sample)|}] [Sum(Over = Axis.Position)] partial class X { [Part] [CrossEntropy] "
            + "[Sum] partial class A; }",
        "Remove [Mean], [Sum]",
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] [Sum] partial class A; }");

    [Theory]
    [InlineData("[Sum] [{|LDSL006:Mean|}]", "Remove [Mean]|Remove [Sum]", 0, "[Sum]")]
    [InlineData("[Sum] [{|LDSL006:Mean|}]", "Remove [Mean]|Remove [Sum]", 1, "[Mean]")]
    [InlineData("[Mean] [{|LDSL006:Mean(Per.Valid)|}]", "Remove the later [Mean]|Remove the earlier [Mean]", 1, "[Mean(Per.Valid)]")]
    [InlineData("[ClassWeights] [{|LDSL006:InverseFrequency|}]",
        "Remove [InverseFrequency]|Remove [ClassWeights] (the constructor then takes class counts and no class weights)", 0,
            "[ClassWeights]")]
    [InlineData("[TargetMatrix] [{|LDSL006:ClassMask|}]",
        "Remove [ClassMask]|Remove [TargetMatrix] (the constructor then takes no matrix of [TargetMatrix])", 1, "[ClassMask]")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL006:true|})] [LabelSmoothing(0.1)]",
        "Remove AllowEmptyClasses of [LogitAdjustment]|Remove [LabelSmoothing]", 0, "[LogitAdjustment] [LabelSmoothing(0.1)]")]
    [InlineData("[HardestExamples(Fraction = 0.5, Count = {|LDSL006:3|})]",
        "Remove Count of [HardestExamples]|Remove Fraction of [HardestExamples]", 1, "[HardestExamples(Count = 3)]")]
    [InlineData("[HardestExamples(FractionFrom = nameof(P), Count = {|LDSL006:3|})]",
        "Remove Count of [HardestExamples]|Remove FractionFrom of [HardestExamples]", 1, "[HardestExamples(Count = 3)]")]
    [InlineData("[PolyLoss(1)] [PolyTerm({|LDSL006:1|}, Epsilon = 2)]", "Remove [PolyTerm]", 0, "[PolyLoss(1)]")]
    [InlineData("[ClassWeights] [Mean(By = {|LDSL006:Per.WeightSum|}, Over = Axis.Sample)]", "Remove By of [Mean]", 0,
        "[ClassWeights] [Mean(Over = Axis.Sample)]")]
    [InlineData("[Sum(Over = Axis.Position)] [Mean(By = {|LDSL006:Per.SampleWeights|}, Over = Axis.Sample)]", "Remove By of [Mean]", 0,
        "[Sum(Over = Axis.Position)] [Mean(Over = Axis.Sample)]")]
    public Task RemovesOneOfTwo(string before, string titles, int index, string after) => FixAssert.Becomes(
        $"{Loss}{before} partial class X {{ double P => 0.5; }}", titles.Split('|'), index,
            $"{Loss}{after} partial class X {{ double P => 0.5; }}");

    /// <summary>Of a loss with one base term that term is never the one to go.</summary>
    [Fact]
    public Task TheOnlyBaseTermStays() => FixAssert.Becomes(
        "[Loss(Head.Softmax)] [MulticlassHinge] [{|LDSL006:Focal|}] partial class X;", "Remove [Focal]",
            "[Loss(Head.Softmax)] [MulticlassHinge] partial class X;");

    [Theory]
    [InlineData(0, "[Temperature(2)] partial class X { [Part] [CrossEntropy] partial class A; }")]
    [InlineData(1, "partial class X { [Part] [CrossEntropy] [Temperature(3)] partial class A; }")]
    public Task RemovesFromTheLossOrItsPart(int index, string after) => FixAssert.Becomes(
        "[Loss(Head.Softmax)] [Temperature(2)] partial class X { [Part] [CrossEntropy] [{|LDSL006:Temperature(3)|}] partial class A; }",
        ["Remove [Temperature] from the part", "Remove [Temperature] from the loss"], index, "[Loss(Head.Softmax)] " + after);

    [Theory]
    [InlineData("[{|LDSL006:InverseFrequency|}]", "[InverseFrequency] [Mean(Per.Valid)]")]
    [InlineData("[{|LDSL006:InverseFrequency|}] [Mean(Per.SampleWeights)]", "[InverseFrequency] [Mean(Per.Valid)]")]
    [InlineData("[{|LDSL006:Mean(By = Per.SampleWeights)|}]", "[Mean(By = Per.Valid)]")]
    public Task DividesAPartByItsRows(string before, string after) => FixAssert.Becomes(
        $"[Loss(Head.Softmax)] partial class X {{ [Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] {before} "
            + $"partial class B; }}",
        "Divide this part by the valid rows",
        $"[Loss(Head.Softmax)] partial class X {{ [Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] {after} "
            + $"partial class B; }}");

    [Theory]
    [InlineData("\"gamma\"", "Gamma", "nameof(Gamma)")]
    [InlineData("\"Gama\"", "Gamma", "nameof(Gamma)")]
    [InlineData("\"Class\"", "@class", "nameof(@class)")]
    public Task NamesTheNearestProperty(string before, string property, string after) => FixAssert.Becomes(
        $"{Loss}[Focal(GammaFrom = {{|LDSL007:{before}|}})] partial class X {{ double {property} => 1; }}",
        $"Set GammaFrom to '{property.TrimStart('@')}'",
        $"{Loss}[Focal(GammaFrom = {after})] partial class X {{ double {property} => 1; }}");

    [Theory]
    [InlineData("LabelSmoothing(0.1, AlphaFrom = {|LDSL008:nameof(A)|})", "Alpha", 0, "LabelSmoothing(AlphaFrom = nameof(A))")]
    [InlineData("LabelSmoothing(0.1, AlphaFrom = {|LDSL008:nameof(A)|})", "Alpha", 1, "LabelSmoothing(0.1)")]
    [InlineData("Focal(GammaFrom = {|LDSL008:nameof(A)|}, Gamma = 2)", "Gamma", 0, "Focal(GammaFrom = nameof(A))")]
    public Task KeepsConstantOrProperty(string before, string parameter, int index, string after)
    {
        var name = before.Split('(')[0];
        return FixAssert.Becomes(
            $"{Loss}[{before}] partial class X {{ double A => 0.5; }}",
            [$"Remove {parameter} of [{name}]", $"Remove {parameter}From of [{name}]"], index,
                $"{Loss}[{after}] partial class X {{ double A => 0.5; }}");
    }

    [Theory]
    [InlineData(0, "Mean")]
    [InlineData(1, "Sum")]
    public Task AddsAStepOverTheSamples(int index, string step) => FixAssert.Becomes(
        Loss + "[{|LDSL009:Mean(Over = Axis.Position)|}] partial class X;",
        ["Add [Mean(Over = Axis.Sample)]", "Add [Sum(Over = Axis.Sample)]"], index,
        $"{Loss}[Mean(Over = Axis.Position)] [{step}(Over = Axis.Sample)] partial class X;");

    [Theory]
    [InlineData("[{|LDSL011:CrossEntropy|}]\nclass X;", "Add [Loss(Head.Softmax)]|Add [Loss(Head.Sigmoid)]", 1,
        "[Loss(Head.Sigmoid)]\n[CrossEntropy]\npartial class X;")]
    [InlineData("[{|LDSL011:CrossEntropy|}] [LogSumExpPenalty(1)] partial class X;", "Add [Loss(Head.Softmax)]", 0,
        "[Loss(Head.Softmax)] [CrossEntropy] [LogSumExpPenalty(1)] partial class X;")]
    [InlineData("[{|LDSL011:Huber|}] partial class X;", "Add [Loss(Head.Identity)]", 0, "[Loss(Head.Identity)] [Huber] partial class X;")]
    public Task DeclaresALoss(string before, string titles, int index, string after)
        => FixAssert.Becomes(before, titles.Split('|'), index, after);

    [Fact]
    public Task DeclaresAPart() => FixAssert.Becomes(
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A;\n    [{|LDSL011:PolyLoss(1)|}]\n    class B;\n}",
        "Add [Part]",
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A;\n    [Part]\n    [PolyLoss(1)]\n    partial class "
            + "B;\n}");

    [Fact]
    public Task MakesAPartPartial() => FixAssert.Becomes(
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] class {|LDSL012:B|}; }",
        "Make 'B' partial",
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] partial class B; }");

    [Theory]
    [InlineData("[{|LDSL013:Focal|}] partial class X { [Part] [CrossEntropy] partial class A; }", "Remove [Focal]",
        "partial class X { [Part] [CrossEntropy] partial class A; }")]
    [InlineData("partial class X { [Part] [CrossEntropy] [{|LDSL013:HardestExamples(Count = 3)|}] partial class A; }",
        "Remove [HardestExamples]", "partial class X { [Part] [CrossEntropy] partial class A; }")]
    [InlineData("partial class X { [Part] [CrossEntropy] [{|LDSL013:Resampled(0.5)|}] partial class A; }", "Move [Resampled] to the loss",
        "[Resampled(Power = 0.5)] partial class X { [Part] [CrossEntropy] partial class A; }")]
    [InlineData("partial class X { [Part] [CrossEntropy] [{|LDSL013:NoReduction|}] partial class A; }", "Remove [NoReduction]",
        "partial class X { [Part] [CrossEntropy] partial class A; }")]
    [InlineData("partial class X { [Part] [CrossEntropy] partial class A; [{|LDSL013:Part|}] [Loss(Head.Softmax)] [CrossEntropy] partial "
        + "class B; }", "Remove [Part]",
            "partial class X { [Part] [CrossEntropy] partial class A; [Loss(Head.Softmax)] [CrossEntropy] partial class B; }")]
    public Task RemovesWhatIsMisplaced(string before, string title, string after)
        => FixAssert.Becomes("[Loss(Head.Softmax)] " + before, title, "[Loss(Head.Softmax)] " + after);

    [Fact]
    public Task RemovesWhatIsForAnotherHead() => FixAssert.Becomes(
        "[Loss(Head.Sigmoid), CrossEntropy, {|LDSL014:LogSumExpPenalty(1)|}] partial class X;", "Remove [LogSumExpPenalty]",
            "[Loss(Head.Sigmoid), CrossEntropy] partial class X;");

    [Fact]
    public Task RemovesLearnableFromWhatCannotBe() => FixAssert.Becomes(
        "[Loss(Head.Softmax)]\npartial class X\n{\n    [Part] [CrossEntropy] [InverseFrequency(PowerFrom = {|LDSL015:nameof(A)|})] "
            + "partial class P;\n    [Learnable]\n    double A => 0.5;\n}",
        "Remove [Learnable] from 'A'",
        "[Loss(Head.Softmax)]\npartial class X\n{\n    [Part] [CrossEntropy] [InverseFrequency(PowerFrom = nameof(A))] partial class P;\n "
            + "   double A => 0.5;\n}");

    [Theory]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] partial class X { [Learnable] double {|LDSL016:A|} => 1; }",
        "[Loss(Head.Softmax)] [CrossEntropy] partial class X { double A => 1; }")]
    [InlineData("class X { [Learnable] double {|LDSL016:A|} => 1; }", "class X { double A => 1; }")]
    [InlineData("[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class P { [Learnable] double {|LDSL016:A|} => 1; } }",
        "[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class P { double A => 1; } }")]
    public Task RemovesLearnableFromWhatIsUnread(string before, string after)
        => FixAssert.Becomes(before, "Remove [Learnable] from 'A'", after);
}
