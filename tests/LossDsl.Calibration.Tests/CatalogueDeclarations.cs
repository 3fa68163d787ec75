using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using LossDsl.Compiler;
using LossDsl.Generators;
using LossDsl.Generators.Tests;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Calibration.Tests;

/// <summary>The losses of the catalogue, read from its sources by the real front end, with properties at their defaults.</summary>
internal static class CatalogueDeclarations
{
    private static readonly List<Source> Sources = [.. Read()];

    /// <summary>Every loss, with the folder that it stands in.</summary>
    public static IReadOnlyList<(string Folder, Declaration Declaration)> All { get; } =
        [.. Sources.Select(source => (source.Folder, source.AtDefaults))];

    /// <summary>
    /// Every loss as it is written, and with the defaults of properties in the place of the properties; the first paragraph
    /// of its summary.
    /// </summary>
    public static IReadOnlyList<(Declaration Written, Declaration AtDefaults, string Summary)> Written { get; } =
        [.. Sources.Select(source => (source.Written, source.AtDefaults, source.Summary))];

    private static IEnumerable<Source> Read([CallerFilePath] string here = "")
    {
        var root = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "src", "LossDsl.Catalogue");
        var files = Directory.GetDirectories(root).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs"))
            .Order(System.StringComparer.Ordinal).ToList();
        var compilation = Compilations.Create([.. files.Select(File.ReadAllText)]);
        foreach (var (file, tree) in files.Zip(compilation.SyntaxTrees))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(node) is INamedTypeSymbol type && DeclarationReader.Read(type, default) is { } declaration)
                    yield return new Source(Path.GetFileName(Path.GetDirectoryName(file))!, declaration, AtDefaults(declaration, node),
                        Summary(type));
            }
        }
    }

    private static string Summary(INamedTypeSymbol type)
    {
        var summary = XElement.Parse(type.GetDocumentationCommentXml()!).Element("summary")!;
        return string.Join(' ',
            string.Concat(summary.Nodes().TakeWhile(node => node is not XElement { Name.LocalName: "para" }).OfType<XText>()
                .Select(text => text.Value))
            .Split((char[]?)null, System.StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>With the defaults of properties in the place of the properties.</summary>
    private static Declaration AtDefaults(Declaration declaration, ClassDeclarationSyntax node)
    {
        var defaults = node.Members.OfType<PropertyDeclarationSyntax>().Where(property => property.Initializer is not null)
            .ToDictionary(property => property.Identifier.Text,
                property => double.Parse(property.Initializer!.Value.ToString().TrimEnd('f', 'd'), CultureInfo.InvariantCulture));
        EquatableArray<AttributeUse> Of(EquatableArray<AttributeUse> uses) => uses.Select(use => use with
        {
            Arguments = use.Arguments.Select(argument => argument.Bound is { } bound && defaults.TryGetValue(bound.Name, out var value)
                ? new Argument(AttributeTable.Find(use.Name)!.Parameters.Single(parameter => parameter.Binding == argument.Name).Name,
                    Numbers: new[] { value }.ToEquatable())
                : argument).ToEquatable(),
        }).ToEquatable();

        return declaration with
        {
            Attributes = Of(declaration.Attributes),
            Parts = declaration.Parts.Select(part => part with { Attributes = Of(part.Attributes) }).ToEquatable(),
        };
    }

    private sealed record Source(string Folder, Declaration Written, Declaration AtDefaults, string Summary);
}
