using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

public class TypeTests
{
    private const string GeneratedHalf = """
        partial class X : LossDsl.SoftmaxLoss
        {
            public X(LossDsl.ClassCounts classCounts) { }
        }
        """;

    [Theory]
    [InlineData("public sealed partial class X;", TypeShape.Usable)]
    [InlineData("partial class X : System.IDisposable { public void Dispose() { } }", TypeShape.Usable)]
    [InlineData("partial class X { static X() { } void M() { } }", TypeShape.Usable)]
    [InlineData("partial class X : LossDsl.SoftmaxLoss;", TypeShape.Usable)]
    [InlineData("class X;", TypeShape.NotPartial)]
    [InlineData("static partial class X;", TypeShape.Static)]
    [InlineData("abstract partial class X;", TypeShape.Abstract)]
    [InlineData("partial record X;", TypeShape.Record)]
    [InlineData("file partial class X;", TypeShape.FileLocal)]
    [InlineData("partial class X : System.IO.Stream;", TypeShape.HasBase)]
    [InlineData("partial class X : LossDsl.Loss;", TypeShape.HasBase)]
    [InlineData("partial class X { public X() { } }", TypeShape.HasConstructor)]
    [InlineData("partial class X { private X(int a) { } }", TypeShape.HasConstructor)]
    [InlineData("partial class X(int a);", TypeShape.HasConstructor)]
    [InlineData("partial class X; partial class X { X() { } }", TypeShape.HasConstructor)]
    public void TheShapeIsThatOfTheAuthoredParts(string type, TypeShape shape)
    {
        var name = type.StartsWith("file ", System.StringComparison.Ordinal) ? FileLocalName() : "X";
        Assert.Equal(shape, Read.Class("[Loss(Head.Softmax)] " + type, name)!.Type.Shape);
        if (name == "X" && !type.Contains("record", System.StringComparison.Ordinal))
            Assert.Equal(shape, Read.Class("[Loss(Head.Softmax)] " + type, generatedHalf: GeneratedHalf)!.Type.Shape);
    }

    [Theory]
    [InlineData("partial class Outer { [Loss(Head.Softmax)] partial class X; }", "Outer+X", TypeShape.Usable)]
    [InlineData("class Outer { [Loss(Head.Softmax)] partial class X; }", "Outer+X", TypeShape.NotPartial)]
    [InlineData("partial class Outer<T> { [Loss(Head.Softmax)] partial class X; }", "Outer`1+X", TypeShape.InGeneric)]
    [InlineData("[Loss(Head.Softmax)] partial class X<T>;", "X`1", TypeShape.Generic)]
    [InlineData("[Loss(Head.Softmax)] partial struct X;", "X", TypeShape.NotAClass)]
    public void ContainersCount(string source, string name, TypeShape shape)
        => Assert.Equal(shape, Read.Class(source, name)!.Type.Shape);

    [Fact]
    public void ContainersAreReopened()
    {
        const string Source = """
            namespace A.B
            {
                static partial class @class
                {
                    public readonly partial record struct R<T>(int I)
                    {
                        partial interface I<in U, @in>
                        {
                            partial record Q
                            {
                                ref partial struct S { [Loss(Head.Softmax)] partial class X; }
                            }
                        }
                    }
                }
            }
            """;
        var type = Read.Class(Source, "A.B.class+R`1+I`2+Q+S+X")!.Type;
        Assert.Equal("A.B", type.Namespace);
        Assert.Equal("X", type.Name);
        Assert.Equal("A.B.class.R`1.I`2.Q.S.X", type.FullName);
        Assert.Equal(
            [
                "partial class @class", "partial record struct R<T>", "partial interface I<U, @in>", "partial record Q",
                "partial struct S",
            ],
            type.Containers);
    }

    [Fact]
    public void KeywordsAreEscapedWhereTheyAreCode()
    {
        var type = Read.Class("namespace @new.N { [Loss(Head.Softmax)] partial class @event; }", "new.N.event")!.Type;
        Assert.Equal(("@new.N", "@event", "new.N.event"), (type.Namespace, type.Name, type.FullName));
    }

    [Fact]
    public void TheGlobalNamespaceIsEmpty()
    {
        var type = Read.Class("[Loss(Head.Softmax)] partial class X;")!.Type;
        Assert.Equal(("", "X", "X"), (type.Namespace, type.Name, type.FullName));
    }

    [Fact]
    public void AClassInsideAFileLocalOneIsFileLocal()
    {
        var outer = Assert.Single(Compilations.Create(
            "using LossDsl;\nfile partial class Outer { [Loss(Head.Softmax)] partial class X; }").GlobalNamespace.GetTypeMembers("Outer"));
        var type = DeclarationReader.Read(Assert.Single(outer.GetTypeMembers("X")), default)!.Type;
        Assert.Equal(TypeShape.InFileLocal, type.Shape);
    }

    /// <summary>File-local types carry a hash of their file's path in metadata.</summary>
    private static string FileLocalName()
    {
        var type = Assert.Single(
            Compilations.Create("using LossDsl;\n[Loss(Head.Softmax)] file partial class X;").GlobalNamespace.GetTypeMembers("X"));
        return type.MetadataName;
    }
}
