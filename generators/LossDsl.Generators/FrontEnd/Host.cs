using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators;

/// <summary>Whether a project can take generated code at all.</summary>
internal static class Host
{
    private const LanguageVersion Least = LanguageVersion.CSharp12;

    // What generated code names from the root.
    private static readonly string[] Named = ["LossDsl", "LossDsl.TorchSharp", "TorchSharp"];

    /// <summary>What stands in the way; null if nothing does.</summary>
    public static string? ObstacleOf(Compilation compilation)
    {
        if (compilation is CSharpCompilation { LanguageVersion: < Least and var version })
        {
            return $"the project is set to C# {version.ToDisplayString()}, and generated code is written in C# {Least.ToDisplayString()}; "
                + "raise or remove <LangVersion>";
        }

        return compilation.References.Where(IsHidden)
            .Select(reference => (compilation.GetAssemblyOrModuleSymbol(reference)?.Name, Alias: reference.Properties.Aliases[0]))
            .Where(hidden => Named.Contains(hidden.Name))
            .Select(hidden => $"the reference to {hidden.Name} has the extern alias '{hidden.Alias}' only, and generated code names it "
                + "from the root; "
                + $"write Aliases=\"global,{hidden.Alias}\"")
            .FirstOrDefault();
    }

    private static bool IsHidden(MetadataReference reference)
        => !reference.Properties.Aliases.IsDefaultOrEmpty
            && !reference.Properties.Aliases.Contains(MetadataReferenceProperties.GlobalAlias);
}
