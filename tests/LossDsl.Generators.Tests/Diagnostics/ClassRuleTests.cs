using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Rules about classes: declarations that break them and neighbours that keep them.</summary>
public class ClassRuleTests
{
    private const string Loss = "[Loss(Head.Softmax)] [CrossEntropy] ";

    [Theory]
    [InlineData(Loss + "class {|LDSL001:X|};")]
    [InlineData("class {|LDSL001:Outer|} { " + Loss + "partial class X; }")]
    [InlineData("class {|LDSL001:Outer|} { " + Loss + "class {|LDSL001:X|}; }")]
    [InlineData("class {|LDSL001:Outer|} { partial class Middle { " + Loss + "partial class X; } }")]
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
    [InlineData("public sealed partial class X;")]
    [InlineData("partial class X : System.IDisposable { static X() { } public void Dispose() { } }")]
    [InlineData("partial class X; partial class X { public int P => 1; }")]
    public Task APlainPartialClass(string type) => AnalyzerAssert.Reports(Loss + type);

    [Theory]
    [InlineData(Loss + "partial class {|LDSL010:X|} { int Classes => 1; }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { void ComponentNames() { } }")]
    [InlineData(Loss + "partial class X { void Evaluate(int x) { } }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { class Module; }")]
    [InlineData(Loss + "partial class {|LDSL010:X|} { int ToModule => 1; }")]
    [InlineData(Loss + "partial class X { void ToModule(int x) { } }")]
    [InlineData(Loss + "partial class {|LDSL010:Predict|};")]
    [InlineData(Loss + "partial class {|LDSL010:ToProbabilities|};")]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] partial class {|LDSL010:DecisionThreshold|};")]
    [InlineData(Loss + "partial class {|LDSL010:Evaluate|};")]
    [InlineData(Loss + "partial class {|LDSL010:ToString|};")]
    [InlineData(Loss + "partial class {|LDSL010:@var|};")]
    [InlineData("[Loss(Head.Softmax)] partial class {|LDSL010:X|} { [Part] [CrossEntropy] partial class @unmanaged; }")]
    [InlineData("[Loss(Head.Identity)] [SquaredError] partial class Predict;")]
    public Task NameTaken(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[{|LDSL011:CrossEntropy|}] partial class X;")]
    [InlineData("[{|LDSL011:Focal(Gamma = 2)|}] [CrossEntropy] class X;")]
    [InlineData("[System.Obsolete] class X;")]
    [InlineData(Loss + "partial class X { [{|LDSL011:Focal|}] partial class Inner; }")]
    [InlineData("partial class X { [{|LDSL011:Part|}] [CrossEntropy] partial class Inner; }")]
    [InlineData("[Loss(Head.Softmax)] partial class X { [Part] [CrossEntropy] partial class A { [{|LDSL011:Part|}] [CrossEntropy] partial "
        + "class B; } }")]
    [InlineData(Loss + "partial class X { " + Loss + " partial class Inner; }")]
    public Task NotALoss(string source) => AnalyzerAssert.Reports(source);

    [Theory]
    [InlineData("[Part] [CrossEntropy] class {|LDSL012:A|};")]
    [InlineData("[Part] [CrossEntropy] static partial class {|LDSL012:A|};")]
    [InlineData("[Part] [CrossEntropy] partial class {|LDSL012:A|}<T>;")]
    [InlineData("[Part] [CrossEntropy] partial class A : System.IDisposable { public void Dispose() { } A(int x) { } }")]
    [InlineData("[Part] [CrossEntropy] private sealed partial class A; [Part(Weight = 2)] [PolyLoss(1)] partial class B; class C;")]
    public Task MustBePlainPart(string body) => AnalyzerAssert.Reports($"[Loss(Head.Softmax)] partial class X {{ {body} }}");

    [Theory]
    [InlineData("class X { [Learnable] double {|LDSL016:A|} => 0.5; }")]
    [InlineData("class X { double A => 0.5; }")]
    public Task LearnableElsewhere(string source) => AnalyzerAssert.Reports(source);
}
