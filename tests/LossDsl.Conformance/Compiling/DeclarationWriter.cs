using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Conformance;

/// <summary>Writes a declaration as the C# file that a user would write, and the file of a factory.</summary>
internal static class DeclarationWriter
{
    public const string Namespace = "LossDsl.Conformance.Declared";

    /// <summary>The name of the class that makes instances of a declared class.</summary>
    public static string FactoryOf(string name) => name + "Factory";

    /// <summary>The file of one declaration.</summary>
    public static string Write(string name, DeclarationText text) => $$"""
        using LossDsl;

        namespace {{Namespace}};

        {{text.Attributes}}
        public sealed partial class {{name}}
        {
        {{text.Members}}
        }
        """;

    /// <summary>
    /// The file of its factory, which calls the constructor with whatever it takes: counts, other numbers per class,
    /// matrices.
    /// </summary>
    public static string WriteFactory(string name, Construction construction)
    {
        var arguments = ClassInputTable.All.Select(static input => input.Name).Where(construction.ClassInputs.ContainsKey)
            .Select(static input => input == "counts" ? "System.Array.ConvertAll(classInputs[\"counts\"], n => (long)n)"
                : $"classInputs[\"{input}\"]")
            .Concat(construction.Matrices.Keys.Select(static matrix => $"matrices[\"{matrix}\"]"));
        return $$"""
            using System.Collections.Generic;
            using LossDsl;

            namespace {{Namespace}};

            public static class {{FactoryOf(name)}}
            {
                public static Loss Create(IReadOnlyDictionary<string, double[]> classInputs, IReadOnlyDictionary<string, double[]> matrices)
                    => new {{name}}({{string.Join(", ", arguments)}});
            }
            """;
    }

    /// <summary>A class name from the name of a loss: <c>poly1_focal</c> becomes <c>Poly1Focal</c>.</summary>
    public static string NameOf(string loss, int number)
        => string.Concat(loss.Split('_').Where(static w => w.Length > 0).Select(static w => char.ToUpperInvariant(w[0]) + w[1..])) + "_"
            + number;
}
