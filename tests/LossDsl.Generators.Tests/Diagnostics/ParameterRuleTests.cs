using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Rules about single parameters: declarations that break them and neighbours that keep them.</summary>
public class ParameterRuleTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    /// <summary>A number of classes that no loss can have says nothing of other attributes; 0 has no sign.</summary>
    [Theory]
    [InlineData("[Loss(Head.Softmax, Classes = {|LDSL004:-1|})] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] "
        + "[AngularMargin] partial class X;")]
    [InlineData("[Loss(Head.Softmax, Classes = {|LDSL004:1|})] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] "
        + "partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = {|LDSL004:0|})] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] "
        + "partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] [LabelSmoothing(0.1, Share = {|LDSL006:SmoothingShare.OtherClasses|})] "
        + "partial class X;")]
    public Task ClassesThatNoLossHas(string source) => AnalyzerAssert.Reports(source);

    [Fact]
    public async Task ZeroHasNoSign()
        => Assert.Contains("λ = 0 changes nothing",
            await AnalyzerAssert.Describe("[Loss(Head.Softmax)] [CrossEntropy] [LogitPenalty(-0.0)] partial class X;"),
                System.StringComparison.Ordinal);

    [Theory]
    [InlineData("[Focal(Gamma = {|LDSL004:-1|})]")]
    [InlineData("[Focal(Gamma = {|LDSL004:double.NaN|}, Gradient = Gradient.Stop)]")]
    [InlineData("[LabelSmoothing({|LDSL004:1.5|})]")]
    [InlineData("[LabelSmoothing(alpha: {|LDSL004:1.5|})]")]
    [InlineData("[Temperature({|LDSL004:0|})]")]
    [InlineData("[Temperature({|LDSL004:1e-40|})]")]
    [InlineData("[LogSumExpPenalty({|LDSL004:1e39|})]")]
    [InlineData("[EffectiveNumber({|LDSL004:1|})]")]
    [InlineData("[LogSumExpPenalty({|LDSL004:-1e-4|})]")]
    [InlineData("[InverseFrequency(Power = {|LDSL004:double.PositiveInfinity|})]")]
    [InlineData("[PolyTerm({|LDSL004:0|}, Epsilon = 1)]")]
    [InlineData("[Focal(Gamma = {|LDSL004:-1|})] [LabelSmoothing({|LDSL004:2|})]")]
    [InlineData("[Focal(Gamma = 1e-3)] [LabelSmoothing(0.999)] [Temperature(1e-3)] [EffectiveNumber(0.5)]")]
    public Task OutOfRange(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");

    [Theory]
    [InlineData("[Quantile({|LDSL004:0.1, 1|})]")]
    [InlineData("[{|LDSL009:Quantile|}]")]
    [InlineData("[Huber({|LDSL004:0|})]")]
    [InlineData("[EpsilonInsensitive({|LDSL004:0|})]")]
    [InlineData("[BalancedMse(new[] { 0.0, 1 }, {|LDSL004:new[] { 1.0 }|})]")]
    [InlineData("[BalancedMse(new[] { 0.0, 1 }, new[] { 1.0, 2 }, Variances = {|LDSL004:new[] { 1.0, 2, 3 }|})]")]
    [InlineData("[BalancedMse(new[] { 1.0, 0 }, new[] { 1.0, 2 }, Variances = new[] { 1.0, 0 })]")]
    [InlineData("[PoissonNll(Epsilon = {|LDSL005:1e-3|})]")]
    [InlineData("[PoissonNll(Epsilon = 1e-3, Prediction = PoissonPrediction.Rate)]")]
    [InlineData("[FocalR({|LDSL004:0.5|})]")]
    [InlineData("[Quantile(0.1, 0.5)]")]
    public Task OfRegressions(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Identity)] " + attributes + " partial class X;");

    [Theory]
    [InlineData("[Loss(Head.Identity, Classes = 3)] [Quantile({|LDSL004:0.1, 0.5|})] partial class X;")]
    [InlineData("[Loss(Head.Identity, Classes = 2)] [Quantile(0.1, 0.5)] partial class X;")]
    [InlineData("[Loss(Head.Softmax, Classes = 2)] [{|LDSL004:DifferenceOfLogitsRatio|}] partial class X;")]
    [InlineData("[Loss(Head.Softmax, Classes = 3)] [DifferenceOfLogitsRatio] partial class X;")]
    [InlineData("[Loss(Head.Identity, Classes = 3)] [Quantile(0.1)] partial class X;")]
    [InlineData("[Loss(Head.Softmax)] [{|LDSL014:SquaredError|}] partial class X;")]
    public Task OneNumberPerOutput(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[Loss(Head.Identity, IgnoreIndex = {|LDSL005:-1|})] [SquaredError] partial class X;")]
    [InlineData("[Loss(Head.Softmax, IgnoreIndex = {|LDSL005:-1|})] [KullbackLeibler] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, IgnoreIndex = -1)] [CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ScoreClamp(2, {|LDSL004:2|})] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [ScoreClamp(2, {|LDSL004:-2|})] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [ScoreClamp(-2, 2)] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] [LabelSmoothing(0.1, Share = {|LDSL006:SmoothingShare.OtherClasses|})] "
        + "partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 2)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] partial "
        + "class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] [LabelSmoothing(0.1)] partial class X;")]
    public Task OneValueBesideAnother(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[CrossEntropy] [{|LDSL009:LabelSmoothing|}]")]
    [InlineData("[CrossEntropy] [{|LDSL009:LogSumExpPenalty()|}]")]
    [InlineData("[{|LDSL009:PolyTerm(2)|}]")]
    [InlineData("[CrossEntropy] [Focal] [{|LDSL203:LogitAdjustment|}] [EffectiveNumber]")]
    public Task Missing(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

    [Theory]
    [InlineData("GammaFrom = {|LDSL007:\"Missing\"|}", "")]
    [InlineData("GammaFrom = {|LDSL007:nameof(Gamma)|}", "static double Gamma => 1;")]
    [InlineData("GammaFrom = {|LDSL007:nameof(Gamma)|}", "string Gamma => \"\";")]
    [InlineData("GammaFrom = nameof(Gamma)", "double Gamma => 1;")]
    [InlineData("GammaFrom = nameof(X.Gamma)", "public int Gamma { get; set; }")]
    public Task BadBinding(string argument, string body)
        => AnalyzerAssert.Reports($"{Loss} [Focal({argument})] partial class X {{ {body} }}");

    [Theory]
    [InlineData("[Focal(Gamma = 2, GammaFrom = {|LDSL008:nameof(A)|})]")]
    [InlineData("[LabelSmoothing(0.1, AlphaFrom = {|LDSL008:nameof(A)|})]")]
    [InlineData("[LabelSmoothing(AlphaFrom = nameof(A))]")]
    [InlineData("[LogitAdjustment(TauFrom = nameof(A))] [EffectiveNumber(BetaFrom = nameof(A))]")]
    public Task ConstantAndBinding(string attribute)
        => AnalyzerAssert.Reports($"{Loss} {attribute} partial class X {{ double A => 0.5; }}");

    [Theory]
    [InlineData("[InverseFrequency(PowerFrom = {|LDSL015:nameof(A)|})]")]
    [InlineData("[HardestExamples(FractionFrom = {|LDSL015:nameof(A)|})]")]
    [InlineData("[Focal(GammaFrom = {|LDSL015:nameof(A)|}, Gradient = Gradient.Stop)]")]
    [InlineData("[LogitAdjustment(TauFrom = nameof(A))] [EffectiveNumber(BetaFrom = {|LDSL015:nameof(A)|})]")]
    [InlineData("[LogitAdjustment(TauFrom = nameof(A))] [EffectiveNumber(BetaFrom = nameof(B))]")]
    [InlineData("[Focal(GammaFrom = nameof(A))] [LabelSmoothing(AlphaFrom = nameof(A))] [LogSumExpPenalty(CoefficientFrom = nameof(A))]")]
    public Task NotLearnable(string attributes)
        => AnalyzerAssert.Reports($"{Loss} {attributes} partial class X {{ [Learnable] double A => 0.5; double B => 0.5; }}");

    [Theory]
    [InlineData("[Focal(Gamma = 2)]", "[Learnable] double {|LDSL016:A|} => 0.5;")]
    [InlineData("[Focal(GammaFrom = nameof(A))]", "[Learnable] double A => 0.5; [Learnable] double {|LDSL016:B|} => 1;")]
    [InlineData("[Focal(GammaFrom = nameof(A))]", "[Learnable] double A => 0.5; double B => 1;")]
    public Task LearnableUnread(string attributes, string body)
        => AnalyzerAssert.Reports($"{Loss} {attributes} partial class X {{ {body} }}");
}
