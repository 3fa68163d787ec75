using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Reads declarations from source text.</summary>
internal static class Read
{
    /// <summary>The folder into which Roslyn puts what the generator writes.</summary>
    public const string GeneratedFolder = "/obj/generated/LossDsl.Generators/LossDsl.Generators.LossGenerator/";

    /// <summary>The declaration of a class, null if it is none.</summary>
    public static Declaration? Class(string source, string type = "X", string? generatedHalf = null)
    {
        var compilation = Compilations.Create("using LossDsl;\n" + source);
        if (generatedHalf is not null)
        {
            compilation = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
                generatedHalf, Compilations.ParseOptions, GeneratedFolder + type + ".g.cs"));
        }

        return DeclarationReader.Read(Symbol(compilation, type), CancellationToken.None);
    }

    /// <summary>The only argument of the attribute after <c>[Loss]</c>.</summary>
    public static Argument Argument(string attribute, string body = "")
        => Assert.Single(Use(attribute, body).Arguments);

    /// <summary>The attribute after <c>[Loss]</c>.</summary>
    public static AttributeUse Use(string attribute, string body = "")
        => Class($"[Loss(Head.Softmax)] {attribute} partial class X {{ {body} }}")!.Attributes[1];

    private static INamedTypeSymbol Symbol(CSharpCompilation compilation, string type)
    {
        var symbol = compilation.GetTypeByMetadataName(type);
        Assert.NotNull(symbol);
        return symbol;
    }
}
