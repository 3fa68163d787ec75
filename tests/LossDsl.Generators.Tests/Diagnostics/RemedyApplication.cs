using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossDsl.Generators.Tests;

/// <summary>Does to source text what a remedy says, of a loss whose class is the first of its file.</summary>
internal static class RemedyApplication
{
    /// <summary>The text with a remedy of one edit applied.</summary>
    public static string Apply(string source, Edit edit)
    {
        var root = CSharpSyntaxTree.ParseText(source).GetCompilationUnitRoot();
        var classes = root.DescendantNodes().OfType<ClassDeclarationSyntax>().ToList();
        var attributes = classes[edit.Part + 1].AttributeLists.SelectMany(list => list.Attributes).ToList();
        var attribute = attributes[edit.Attribute];
        return (edit.Kind switch
        {
            EditKind.RemoveAttribute => root.RemoveNode(attribute.Parent!, SyntaxRemoveOptions.KeepNoTrivia)!,
            EditKind.ReplaceAttribute => root.ReplaceNode(attribute, Attribute(edit.Text!)),
            EditKind.AddAttribute => root.InsertNodesAfter(attribute.Parent!, [SyntaxFactory.AttributeList([Attribute(edit.Text!)])]),
            EditKind.RemoveArgument => root.ReplaceNode(attribute, Changed(attribute, edit.Argument!, null)),
            EditKind.SetArgument => root.ReplaceNode(attribute, Changed(attribute, edit.Argument!, edit.Text)),
            _ => throw new System.NotSupportedException(edit.Kind.ToString()),
        }).ToFullString();
    }

    /// <summary>With an argument changed, whether it stands as a property or as the first of a constructor.</summary>
    private static AttributeSyntax Changed(AttributeSyntax attribute, string argument, string? value)
    {
        var all = attribute.ArgumentList?.Arguments.ToList() ?? [];
        var isPositional = !System.Type.GetType($"LossDsl.{attribute.Name}Attribute, LossDsl")!.GetProperty(argument)!.CanWrite;
        all.RemoveAll(one => isPositional ? one.NameEquals is null : one.NameEquals?.Name.Identifier.Text == argument);
        if (value is not null)
        {
            var expression = SyntaxFactory.AttributeArgument(SyntaxFactory.ParseExpression(value));
            if (isPositional)
                all.Insert(0, expression);
            else
                all.Add(expression.WithNameEquals(SyntaxFactory.NameEquals(argument)));
        }

        return attribute.WithArgumentList(all.Count == 0 ? null : SyntaxFactory.AttributeArgumentList(SyntaxFactory.SeparatedList(all)));
    }

    private static AttributeSyntax Attribute(string text)
        => CSharpSyntaxTree.ParseText($"[{text}] class X;").GetRoot().DescendantNodes().OfType<AttributeSyntax>().Single();
}
