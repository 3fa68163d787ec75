using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether the classes can carry a declaration.</summary>
internal static class ClassCheck
{
    public static void Run(Declaration declaration, ProblemList found)
    {
        var type = declaration.Type;
        foreach (var (outwards, name) in type.NotPartial)
        {
            found.Add(new Problem(LanguageRules.MustBePartial, -1, null, new[] { name, type.Name }.ToEquatable()) { Outwards = outwards }
                .MendedBy(Remedy.Of($"Make '{name}' partial", new Edit(EditKind.MakePartial, -1))));
        }

        if (type.Shape != TypeShape.NotPartial && Obstacle(type.Shape) is { } reason)
            found.Add(LanguageRules.MustBePlainClass, -1, type.Name, reason);
        foreach (var name in type.TakenNames)
        {
            found.Add(LanguageRules.NameTaken, -1, type.Name, DeclaredType.Words.Contains(name)
                ? $"is, holds or stands in a type '{name}', which the generated half would take for the word of C#"
                : DeclaredType.Roots.Contains(name)
                ? $"is or stands in a type '{name}' outside all namespaces, in place of the namespace that the generated half names"
                : name == type.Name
                ? "has the name of a member that the generated half declares, and no class may have a member of its own name"
                : $"declares {name}, a name that the generated half has for a member of its own");
        }

        for (var part = 0; part < declaration.Parts.Count; part++)
        {
            if (Obstacle(declaration.Parts[part].Shape) is { } obstacle)
                found.Add(OfPart(part, declaration.Parts[part].Name, declaration.Parts[part].Shape, obstacle));
        }
    }

    private static Problem OfPart(int part, string name, TypeShape shape, string obstacle)
    {
        var problem = new Problem(LanguageRules.MustBePlainPart, -1, null, new[] { name, obstacle }.ToEquatable()) { Part = part };
        return shape == TypeShape.NotPartial
            ? problem.MendedBy(Remedy.Of($"Make '{name}' partial", new Edit(EditKind.MakePartial, -1) { Part = part }))
            : problem;
    }

    private static string? Obstacle(TypeShape shape) => shape switch
    {
        TypeShape.Usable => null,
        TypeShape.NotPartial => "is not partial",
        TypeShape.NotAClass => "is no class",
        TypeShape.Static => "is static",
        TypeShape.Abstract => "is abstract",
        TypeShape.Record => "is a record",
        TypeShape.FileLocal => "is local to its file",
        TypeShape.InFileLocal => "stands in a type that is local to its file",
        TypeShape.Generic => "has type parameters",
        TypeShape.InGeneric => "stands in a type that has type parameters",
        TypeShape.HasBase => "names a base class, and the generated half must",
        _ => "declares a constructor, and the generated half must",
    };
}
