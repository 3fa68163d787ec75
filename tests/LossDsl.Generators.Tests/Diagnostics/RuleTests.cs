using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>For each rule, declarations that break it and neighbours that keep it.</summary>
public class RuleTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    [Theory]
    [InlineData(Loss + "class {|LDSL001:X|};")]
    [InlineData("class Outer { " + Loss + "partial class {|LDSL001:X|}; }")]
    public Task MustBePartial(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData(Loss + "static partial class {|LDSL002:X|};")]
    [InlineData(Loss + "abstract partial class {|LDSL002:X|};")]
    [InlineData(Loss + "partial record {|LDSL002:X|};")]
    [InlineData(Loss + "file partial class {|LDSL002:X|};")]
    [InlineData(Loss + "partial class {|LDSL002:X|}<T>;")]
    [InlineData("partial class Outer<T> { " + Loss + "partial class {|LDSL002:X|}; }")]
    [InlineData(Loss + "partial class {|LDSL002:X|} : System.IO.MemoryStream;")]
    [InlineData(Loss + "partial class {|LDSL002:X|} { public X(int a) { } }")]
    public Task MustBePlainClass(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData(Loss + "partial class {|LDSL010:X|} { int Classes => 1; }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { void ComponentNames() { } }")]
    [InlineData(Loss + "partial class X { void Evaluate(int x) { } }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { class Module; }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { int ToModule => 1; }")]
    [InlineData(Loss + "partial class X { void ToModule(int x) { } }")]
    public Task NameTaken(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[{|LDSL011:CrossEntropy|}] partial class X;")]
    [InlineData("[{|LDSL011:Focal(Gamma = 2)|}] [CrossEntropy] class X;")]
    [InlineData("[System.Obsolete] class X;")]
    [InlineData(Loss + "partial class X { [{|LDSL011:Focal|}] partial class Inner; }")]
    [InlineData("partial class X { [{|LDSL011:Part|}] [CrossEntropy] partial class Inner; }")]
    [InlineData("[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A { [{|LDSL011:Part|}] [CrossEntropy] partial class B; } }")]
    [InlineData(Loss + "partial class X { " + Loss + " partial class Inner; }")]
    public Task NotALoss(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL006:true|})] [LabelSmoothing(0.1)]")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL005:true|}, Epsilon = 1e-9)]")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = true)]")]
    public Task EmptyClasses(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");

    [Theory]
    [InlineData("public sealed partial class X;")]
    [InlineData("partial class X : System.IDisposable { static X() { } public void Dispose() { } }")]
    [InlineData("partial class X; partial class X { public int P => 1; }")]
    public Task APlainPartialClass(string type) => AnalyzerAssert.Reports(Loss + type);

    [Theory]
    [InlineData("[Loss(Head.Softmax)] partial class {|LDSL003:X|};")]
    [InlineData("[Loss(Head.Softmax)] [Focal] [LogSumExpPenalty(1)] partial class {|LDSL003:X|};")]
    [InlineData("[Focal] partial class X; [Loss(Head.Softmax)] partial class {|LDSL003:X|};")]
    [InlineData("[Loss(Head.Softmax)] [PolyTerm(2, Epsilon = 1)] partial class X;")]
    public Task NoBaseTerm(string source) => AnalyzerAssert.Reports(source);

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
    [InlineData("[CrossEntropy(Weighted = {|LDSL005:false|})]")]
    [InlineData("[CrossEntropy] [Temperature({|LDSL005:1|})]")]
    [InlineData("[CrossEntropy] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[CrossEntropy] [InverseFrequency(Order = {|LDSL005:WeightOrder.InsideSmoothing|})]")]
    [InlineData("[PolyLoss({|LDSL005:1, 0|})]")]
    [InlineData("[CrossEntropy] [LogSumExpPenalty({|LDSL005:0|})]")]
    [InlineData("[CrossEntropy] [ClassWeights(RampEpochs = 3)]")]
    [InlineData("[PolyLoss(1, 0, 2)]")]
    [InlineData("[CrossEntropy] [ClassWeights(Of = {|LDSL005:WeightOf.Row|})]")]
    [InlineData("[CrossEntropy] [ClassWeights(FromEpoch = 2, RampEpochs = 3)]")]
    [InlineData("[CrossEntropy] [InverseFrequency(Order = WeightOrder.InsideSmoothing)] [LabelSmoothing(0.1)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean(By = Per.WeightSum)] [PolyTerm(1, Epsilon = 1, Weighted = false)]")]
    public Task NoEffect(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

    /// <summary>What no row of a table speaks of: the loss without it is the same expression.</summary>
    [Theory]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL005:Seesaw(P = 0, Q = 0)|}]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(Q = 0, Epsilon = {|LDSL005:0.1|})]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(P = 0)]")]
    [InlineData("Softmax", "[CrossEntropy] [Seesaw(PFrom = nameof(A), QFrom = nameof(A))]")]
    [InlineData("Softmax", "[CrossEntropy] [LogSumExpPenalty(1, On = {|LDSL005:ScoreStage.Raw|})]")]
    [InlineData("Softmax", "[CrossEntropy] [LogSumExpPenalty(1, On = ScoreStage.Raw)] [Temperature(2)]")]
    [InlineData("Softmax", "[PolyTerm(1, Epsilon = 1)] [{|LDSL005:ProbabilityFloor(1e-7)|}]")]
    [InlineData("Softmax", "[PolyLoss(1)] [ProbabilityFloor(1e-7)]")]
    [InlineData("Softmax", "[TotalVariation] [ClassWeights(Order = {|LDSL005:WeightOrder.InsideSmoothing|})] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[TotalVariation] [CrossEntropy] [ClassWeights(Order = WeightOrder.OutsideSmoothing)] [LabelSmoothing(0.1)]")]
    [InlineData("Softmax", "[{|LDSL005:ClassWeights|}] [CrossEntropy(Weighted = false)]")]
    [InlineData("Softmax", "[CrossEntropy] [{|LDSL005:ProbabilityFloor(1e-7)|}] [{|LDSL005:Seesaw(P = 0, Q = 0)|}]", "[PolyTerm(1, Epsilon = 1)]")]
    [InlineData("Sigmoid", "[CrossEntropy] [{|LDSL005:AsymmetricFocus(Positive = 0, Negative = 0)|}]")]
    [InlineData("Sigmoid", "[CrossEntropy] [AsymmetricFocus(Positive = 0, Negative = 2)]")]
    [InlineData("Gumbel", "[AsymmetricExponential] [{|LDSL005:ProbabilityFloor(1e-7)|}]")]
    [InlineData("Gumbel", "[CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)]")]
    [InlineData("Identity", "[PoissonNll(Full = true)] [LogitPenalty(1, On = {|LDSL005:ScoreStage.Adjusted|})]")]
    public Task TheSameWithout(string head, string attributes, string? instead = null)
        => AnalyzerAssert.Reports($"[Loss(Head.{head})] {(instead is null ? attributes : attributes.Replace("[CrossEntropy]", instead))} partial class X {{ double A => 1; }}");

    [Theory]
    [InlineData("", "[Part] [CrossEntropy] partial class A; [Part] [PolyTerm(1, Epsilon = 1)] [{|LDSL005:ProbabilityFloor(0.1)|}] partial class B;")]
    [InlineData("[{|LDSL005:Seesaw(P = 0, Q = 0)|}]", "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [Focal] partial class B;")]
    [InlineData("[Temperature(2)]", "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [LogitPenalty(1, On = ScoreStage.Raw)] partial class B;")]
    public Task TheSameWithoutInParts(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    [Theory]
    [InlineData("[Loss(Head.Identity, IgnoreIndex = {|LDSL005:-1|})] [SquaredError] partial class X;")]
    [InlineData("[Loss(Head.Softmax, IgnoreIndex = {|LDSL005:-1|})] [KullbackLeibler] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, IgnoreIndex = -1)] [CrossEntropy] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [ScoreClamp(2, {|LDSL004:2|})] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [ScoreClamp(2, {|LDSL004:-2|})] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [ScoreClamp(-2, 2)] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] [LabelSmoothing(0.1, Share = {|LDSL006:SmoothingShare.OtherClasses|})] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 2)] [CrossEntropy] [LabelSmoothing(0.1, Share = SmoothingShare.OtherClasses)] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid, Classes = 1)] [CrossEntropy] [LabelSmoothing(0.1)] partial class X;")]
    public Task OneValueBesideAnother(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[AlphaBalance] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[PositiveWeights] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[AlphaBalance] [ClassWeights] [Mean(By = Per.WeightSum)]")]
    [InlineData("[AlphaBalance] [PolyTerm(1, Epsilon = 1, Weighted = false)]")]
    [InlineData("[{|LDSL014:HardestExamples(Count = 1)|}] [{|LDSL014:ClassMask|}]")]
    public Task OfBinaryHeads(string attributes) => AnalyzerAssert.Reports("[Loss(Head.Sigmoid)] [CrossEntropy] " + attributes + " partial class X;");

    [Theory]
    [InlineData("[CrossEntropy] [Sum] [{|LDSL006:Mean|}]")]
    [InlineData("[CrossEntropy] [NoReduction, {|LDSL006:Sum|}]")]
    [InlineData("[{|LDSL006:CrossEntropy|}] [PolyLoss(1)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [{|LDSL006:InverseFrequency|}]")]
    [InlineData("[PolyLoss(1, 2)] [PolyTerm({|LDSL006:2|}, Epsilon = 1)]")]
    [InlineData("[CrossEntropy] [PolyTerm(3, Epsilon = 1)] [PolyTerm({|LDSL006:3|}, Epsilon = 2)]")]
    [InlineData("[PolyLoss(1, 2)] [PolyTerm(3, Epsilon = 1)] [PolyTerm(4, Epsilon = 1)] [ClassWeights] [NoReduction]")]
    public Task Contradiction(string attributes)
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

    [Theory]
    [InlineData("class X { [Learnable] double {|LDSL016:A|} => 0.5; }")]
    [InlineData("class X { double A => 0.5; }")]
    public Task LearnableElsewhere(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[CrossEntropy] [{|LDSL009:LabelSmoothing|}]")]
    [InlineData("[CrossEntropy] [{|LDSL009:LogSumExpPenalty()|}]")]
    [InlineData("[{|LDSL009:PolyTerm(2)|}]")]
    [InlineData("[CrossEntropy] [Focal] [{|LDSL203:LogitAdjustment|}] [EffectiveNumber]")]
    public Task Missing(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

    [Theory]
    [InlineData("[Part] [CrossEntropy] class {|LDSL012:A|};")]
    [InlineData("[Part] [CrossEntropy] static partial class {|LDSL012:A|};")]
    [InlineData("[Part] [CrossEntropy] partial class {|LDSL012:A|}<T>;")]
    [InlineData("[Part] [CrossEntropy] partial class A : System.IDisposable { public void Dispose() { } A(int x) { } }")]
    [InlineData("[Part] [CrossEntropy] private sealed partial class A; [Part(Weight = 2)] [PolyLoss(1)] partial class B; class C;")]
    public Task MustBePlainPart(string body) => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] partial class X {{ {body} }}");

    [Theory]
    [InlineData("[{|LDSL013:CrossEntropy|}]", "[Part] [CrossEntropy] partial class A;")]
    [InlineData("[{|LDSL013:LabelSmoothing(0.1)|}] [{|LDSL013:InverseFrequency|}]", "[Part] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [{|LDSL013:HardestExamples(Count = 3)|}] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [{|LDSL013:NoReduction|}] partial class A;")]
    [InlineData("", "[{|LDSL013:Part|}] [Loss(Head.Softmax)] [CrossEntropy] partial class A; [Part] [CrossEntropy] partial class B;")]
    [InlineData("[Temperature(2)] [HardestExamples(Count = 3)] [Sum]", "[Part] [CrossEntropy] [Focal] [Mean(Per.Batch)] partial class A; [Part] [CrossEntropy] partial class B;")]
    public Task WrongPlace(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    [Theory]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [{|LDSL014:LogSumExpPenalty(1)|}] partial class X;")]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [{|LDSL014:Confidence(0.9)|}] partial class X;")]
    [InlineData("[Loss(Head.Sigmoid)] partial class X { [Part] [CrossEntropy] [{|LDSL014:LogSumExpPenalty(1)|}] partial class A; }")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] [Focal] [LabelSmoothing(0.1)] [ClassWeights] partial class X;")]
    public Task WrongHead(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[Mean(Over = Axis.Sample)] [{|LDSL006:Mean(Over = Axis.Sample)|}]")]
    [InlineData("[Mean] [{|LDSL006:Sum(Over = Axis.Sample)|}]")]
    [InlineData("[{|LDSL009:Mean(Over = Axis.Position)|}]")]
    [InlineData("[Sum(Over = {|LDSL004:Axis.Class|})] [Mean(Over = Axis.Sample)]")]
    [InlineData("[ClassWeights] [Mean(By = {|LDSL006:Per.WeightSum|}, Over = Axis.Sample)]")]
    [InlineData("[Mean(By = {|LDSL006:Per.External|}, Over = Axis.Position)] [Mean(Over = Axis.Sample)]")]
    [InlineData("[Mean({|LDSL004:Per.Elements|})]")]
    [InlineData("[NoReduction] [{|LDSL006:Mean(Over = Axis.Sample)|}]")]
    [InlineData("[Sum(Over = Axis.Position)] [Mean(By = Per.External, Over = Axis.Sample)]")]
    [InlineData("[Mean(Over = Axis.Sample)] [Mean(By = Per.Batch, Over = Axis.Position)]")]
    public Task Steps(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");

    [Theory]
    [InlineData("[{|LDSL005:Sum|}]", "[Part] [CrossEntropy] [Mean] partial class A;")]
    [InlineData("[NoReduction]", "[Part] [CrossEntropy] partial class A; [Part] [CrossEntropy] [{|LDSL006:Sum|}] partial class B;")]
    [InlineData("", "[Part(WeightFrom = {|LDSL007:\"weight\"|})] [CrossEntropy] partial class A; double Weight => 1;")]
    [InlineData("", "[Part(Weight = {|LDSL004:-1|})] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part(Weight = {|LDSL005:0|})] [CrossEntropy] partial class A;")]
    [InlineData("", "[Part] [LabelSmoothing(0.1)] partial class {|LDSL003:A|}; [Part] [CrossEntropy] partial class B;")]
    [InlineData("[Temperature(2)]", "[Part] [CrossEntropy] [{|LDSL006:Temperature(3)|}] partial class A;")]
    [InlineData("[LogitAdjustment(AllowEmptyClasses = {|LDSL006:true|})]", "[Part] [CrossEntropy] [LabelSmoothing(0.1)] partial class A;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:InverseFrequency|}] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [PolyLoss(1)] [ClassWeights] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [InverseFrequency] [Mean(Per.Valid)] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] [Mean(Per.Valid)] partial class A; [Part] [CrossEntropy] [InverseFrequency] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:InverseFrequency|}] [Mean(Per.SampleWeights)] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [{|LDSL006:Mean(Per.SampleWeights)|}] partial class B;")]
    [InlineData("", "[Part] [CrossEntropy] [ClassWeights] [Sum] partial class A; [Part] [CrossEntropy] [Mean(Per.SampleWeights)] [InverseFrequency] partial class B;")]
    [InlineData("", "[Part(WeightFrom = nameof(W))] [CrossEntropy] partial class A { double W => 1; } double W => 2;")]
    public Task Parts(string attributes, string body)
        => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] {attributes} partial class X {{ {body} }}");

    [Theory]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] partial class A; [Part] [CrossEntropy] [InverseFrequency] partial class B;")]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] [Mean(Per.WeightSum)] partial class A; [Part] [CrossEntropy] [{|LDSL006:InverseFrequency|}] [Mean(Per.WeightSum)] partial class B;")]
    [InlineData("[Part] [CrossEntropy] [ClassWeights] [Mean(Per.WeightSum)] partial class A; [Part] [CrossEntropy] [AlphaBalance] partial class B;")]
    public Task PartsOfBinaryHeads(string body) => AnalyzerAssert.Reports($"[Loss(Head.Sigmoid)] partial class X {{ {body} }}");

    [Theory]
    [InlineData("[{|LDSL009:HardestExamples|}]")]
    [InlineData("[HardestExamples(Fraction = 0.5, Count = {|LDSL006:3|})]")]
    [InlineData("[HardestExamples(Fraction = {|LDSL005:1|})]")]
    [InlineData("[HardestExamples(Count = 3)] [{|LDSL006:Confidence(0.5)|}]")]
    [InlineData("[HardestExamples(Fraction = 0.5, Key = SelectionKey.LabelProbability)]")]
    public Task Selections(string attributes) => AnalyzerAssert.Reports(Loss + attributes + " partial class X;");
}
