using System.Linq;

namespace LossDsl.Conformance;

/// <summary>Writes a declaration as the C# file that a user would write, and a factory beside it.</summary>
internal static class DeclarationWriter
{
    public const string Namespace = "LossDsl.Conformance.Declared";

    /// <summary>The name of the class that makes instances of a declared class.</summary>
    public static string FactoryOf(string name) => name + "Factory";

    /// <summary>The file of one declaration.</summary>
    /// <param name="name">The name of the class.</param>
    /// <param name="text">What is declared.</param>
    /// <param name="counts">Whether its constructor takes class counts.</param>
    /// <param name="weights">Whether its constructor takes class weights.</param>
    public static string Write(string name, DeclarationText text, bool counts, bool weights)
    {
        var arguments = string.Join(", ", new[] { counts ? "counts" : null, weights ? "weights" : null }.OfType<string>());
        return $$"""
            using LossDsl;

            namespace {{Namespace}};

            {{text.Attributes}}
            public sealed partial class {{name}}
            {
                {{text.Members}}
            }

            public static class {{FactoryOf(name)}}
            {
                public static Loss Create(long[]? counts, double[]? weights) => new {{name}}({{arguments}});
            }
            """;
    }

    /// <summary>A class name from the name of a loss: <c>poly1_focal</c> becomes <c>Poly1Focal</c>.</summary>
    public static string NameOf(string loss, int number)
        => string.Concat(loss.Split('_').Where(static w => w.Length > 0).Select(static w => char.ToUpperInvariant(w[0]) + w[1..])) + "_" + number;
}
