using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>A declared loss without errors, whose verdicts are asked for only when a rule needs them.</summary>
internal sealed class DeclaredLoss
{
    private DeclaredLoss(Declaration declaration) => Declaration = declaration;

    /// <summary>The declaration.</summary>
    public Declaration Declaration { get; }

    /// <summary>The name of the loss.</summary>
    public string Name => Declaration.Type.PlainName;

    /// <summary>The attributes of the loss and of its parts, each with its row.</summary>
    public (AttributeRow Row, AttributeUse Use)[] Uses
        => [.. Declaration.Attributes.Concat(Declaration.Parts.SelectMany(part => part.Attributes))
            .Select(use => (Row: AttributeTable.Find(use.Name), Use: use))
            .Where(use => use.Row is not null)
            .Select(use => (use.Row!, use.Use))];

    /// <summary>
    /// Reads a class; null if it declares no loss or a faulty one, also if what it binds to is out of sight in another
    /// assembly.
    /// </summary>
    public static DeclaredLoss? Of(INamedTypeSymbol type, CancellationToken cancellation)
        => Read(type, cancellation) is { } declaration
            && !LossCompiler.Check(declaration, cancellation).Any(problem => problem.Rule.Severity == ProblemSeverity.Error)
            ? new DeclaredLoss(declaration)
            : null;

    /// <summary>What is known about the end of training.</summary>
    public PhaseReport Verdicts(CancellationToken cancellation) => LossCompiler.Judge(Declaration, cancellation).Report.Last;

    // In a compiled assembly nothing tells the author's half from the generated one: no member is in the other's way.
    private static Declaration? Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var declaration = DeclarationReader.Read(type, cancellation);
        return declaration is not null && type.DeclaringSyntaxReferences.IsEmpty
            ? declaration with { Type = declaration.Type with { TakenNames = default } }
            : declaration;
    }
}
