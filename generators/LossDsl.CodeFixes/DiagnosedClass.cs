using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using LossDsl.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LossDsl.CodeFixes;

/// <summary>The class that a diagnostic stands on, and the one whose declaration its problem is told in terms of.</summary>
/// <param name="type">The class around the diagnostic: a loss, a part of one, or a class that is neither.</param>
/// <param name="loss">The loss, if that is a part of one; else the same class.</param>
internal sealed class DiagnosedClass(INamedTypeSymbol type, INamedTypeSymbol loss)
{
    /// <summary>The class in terms of whose declaration problems are told.</summary>
    public INamedTypeSymbol Loss => loss;

    /// <summary>The class around a place in a file, or null if there is none.</summary>
    public static DiagnosedClass? At(TextSpan span, SyntaxTree tree, Compilation compilation, CancellationToken cancellation)
    {
        var declaration = tree.GetRoot(cancellation).FindNode(span).FirstAncestorOrSelf<BaseTypeDeclarationSyntax>();
        return declaration is not null && compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellation) is { } type
            ? new DiagnosedClass(type, LossOf(type))
            : null;
    }

    /// <summary>The problems of a loss and of its parts, as the analyzers find them.</summary>
    public static List<(DiagnosedClass Place, Problem Problem)> ProblemsOf(INamedTypeSymbol loss, CancellationToken cancellation)
    {
        var whole = new DiagnosedClass(loss, loss);
        return
        [
            .. LossAnalyzer.ProblemsOf(loss, cancellation).Concat(CalibrationAnalyzer.ProblemsOf(loss, cancellation))
                .Select(problem => (whole, problem)),
            .. DeclarationReader.PartsOf(loss).SelectMany(part => LossAnalyzer.ProblemsOf(part, cancellation)
                .Select(problem => (new DiagnosedClass(part, loss), problem))),
        ];
    }

    /// <summary>The attribute that an edit is about, or null if it stands nowhere in source.</summary>
    public (AttributeData Data, AttributeSyntax Syntax)? AttributeOf(Edit edit, CancellationToken cancellation)
    {
        var data = edit.Kind == EditKind.RemoveLearnable ? Learnable(edit.Property!)
            : ClassOf(edit)?.Attributes is not { } attributes ? null
            : edit.Attribute < 0 ? attributes.LastOrDefault() : attributes.ElementAtOrDefault(edit.Attribute);
        return data?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax ? (data, syntax) : null;
    }

    /// <summary>The class that an edit is about: the loss or one of its parts; null if there is no such part.</summary>
    public AttributedClass? ClassOf(Edit edit)
        => (edit.Part < 0 ? loss : DeclarationReader.PartsOf(loss).ElementAtOrDefault(edit.Part)) is { } type ? new(type) : null;

    // A property of a part is no hyper-parameter; it can be marked all the same.
    private AttributeData? Learnable(string property) => new[] { type, loss }
        .SelectMany(place => place.GetMembers(property)).OfType<IPropertySymbol>()
        .SelectMany(symbol => symbol.GetAttributes()).FirstOrDefault(DeclaredAttributes.IsLearnable);

    private static INamedTypeSymbol LossOf(INamedTypeSymbol type)
        => DeclarationReader.IsPart(DeclaredAttributes.Of(type))
            && type.ContainingType is { } outer && DeclaredAttributes.Has(DeclaredAttributes.Of(outer), "Loss") ? outer : type;
}
