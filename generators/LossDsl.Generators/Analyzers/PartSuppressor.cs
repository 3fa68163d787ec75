using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LossDsl.Generators;

/// <summary>
/// Withholds what the analyzers of the SDK say about classes with <c>[Part]</c>: that nothing makes an instance of them, and that
/// they could be sealed. They carry attributes, and neither is anything their author can act on.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PartSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor NeverInstantiated =
        new("LDSLS01", "CA1812", "A class with [Part] carries attributes and has no instances.");

    private static readonly SuppressionDescriptor CouldBeSealed =
        new("LDSLS02", "CA1852", "A class with [Part] carries attributes and has no instances.");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions => [NeverInstantiated, CouldBeSealed];

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (IsAtPart(diagnostic.Location, context))
                context.ReportSuppression(
                    Suppression.Create(SupportedSuppressions.Single(known => known.SuppressedDiagnosticId == diagnostic.Id), diagnostic));
        }
    }

    private static bool IsAtPart(Location location, SuppressionAnalysisContext context)
        => location.SourceTree is { } tree
            && context.GetSemanticModel(tree) is var model
            && model.GetDeclaredSymbol(tree.GetRoot(context.CancellationToken).FindNode(location.SourceSpan),
                context.CancellationToken) is INamedTypeSymbol { ContainingType: { } loss } type
            && DeclaredAttributes.Has(DeclaredAttributes.Of(loss), "Loss")
            && DeclarationReader.IsPart(DeclaredAttributes.Of(type));
}
