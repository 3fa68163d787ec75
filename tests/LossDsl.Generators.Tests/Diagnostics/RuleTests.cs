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
    public Task NameTaken(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[{|LDSL011:CrossEntropy|}] partial class X;")]
    [InlineData("[{|LDSL011:Focal(Gamma = 2)|}] [CrossEntropy] class X;")]
    [InlineData("[System.Obsolete] class X;")]
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
    [InlineData("[CrossEntropy(Weighted = {|LDSL005:false|})]")]
    [InlineData("[CrossEntropy] [Temperature({|LDSL005:1|})]")]
    [InlineData("[CrossEntropy] [Mean(By = {|LDSL005:Per.WeightSum|})]")]
    [InlineData("[CrossEntropy] [InverseFrequency(Order = {|LDSL005:WeightOrder.InsideSmoothing|})]")]
    [InlineData("[PolyLoss({|LDSL005:1, 0|})]")]
    [InlineData("[PolyLoss(1, 0, 2)]")]
    [InlineData("[CrossEntropy] [InverseFrequency(Order = WeightOrder.InsideSmoothing)] [LabelSmoothing(0.1)]")]
    [InlineData("[CrossEntropy] [ClassWeights] [Mean(By = Per.WeightSum)] [PolyTerm(1, Epsilon = 1, Weighted = false)]")]
    public Task NoEffect(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");

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
    [InlineData("[CrossEntropy] [{|LDSL009:LabelSmoothing|}]")]
    [InlineData("[CrossEntropy] [{|LDSL009:LogSumExpPenalty()|}]")]
    [InlineData("[{|LDSL009:PolyTerm(2)|}]")]
    [InlineData("[CrossEntropy] [Focal] [LogitAdjustment] [EffectiveNumber]")]
    public Task Missing(string attributes)
        => AnalyzerAssert.Reports("[Loss(Head.Softmax)] " + attributes + " partial class X;");
}
