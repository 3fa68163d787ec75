using System.IO;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>
/// Tells what the author wrote from what <see cref="LossGenerator"/> and <see cref="CalibrationGenerator"/> added. The analyzer sees
/// the class with its generated base and constructors; it must judge the declaration that the generator saw.
/// </summary>
internal static class GeneratedHalf
{
    /// <summary>Whether any part of a symbol stands outside the generated files; true for symbols of other assemblies.</summary>
    public static bool IsByTheAuthor(ISymbol symbol)
        => symbol.DeclaringSyntaxReferences.IsEmpty
            || symbol.DeclaringSyntaxReferences.Any(r => !Contains(r.SyntaxTree));

    /// <summary>The parts of a type that its author wrote.</summary>
    public static SyntaxNode[] AuthoredParts(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences
            .Where(r => !Contains(r.SyntaxTree))
            .Select(r => r.GetSyntax(cancellation))
            .ToArray();

    /// <summary>What the half of a class was made from, or null if there is none.</summary>
    public static DeclarationRecord? RecordOf(INamedTypeSymbol type, CancellationToken cancellation)
        => type.DeclaringSyntaxReferences.Where(part => Contains(part.SyntaxTree))
            .Select(part => DeclarationRecord.Of(type.Name,
                part.SyntaxTree.GetText(cancellation).Lines.Take(2).Select(line => line.ToString())))
            .FirstOrDefault(record => record is not null);

    /// <summary>Roslyn puts the files of a generator into a folder that is named after the generator's type.</summary>
    public static bool Contains(SyntaxTree tree)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(tree.FilePath) ?? "");
        return folder == typeof(LossGenerator).FullName || folder == typeof(CalibrationGenerator).FullName;
    }
}
