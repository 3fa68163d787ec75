using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using LossDsl.Gradients.Tests;

namespace LossDsl.Calibration.Tests;

/// <summary>Losses with their generated links: every row of the truth table, and the softmax losses of the catalogue.</summary>
internal static class LinkedLosses
{
    private static readonly Dictionary<string, double> NoProperties = [];

    private static readonly IReadOnlyDictionary<string, (Declaration Declaration, double[] Prior)> Declared = Declare();

    private static readonly Lazy<LoadedLoss> Loaded =
        new(() => new LoadedLoss([.. Declared.Values.Select(loss => DeclarationText.Of(loss.Declaration, NoProperties))]));

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Declared.Keys;

    /// <summary>The declaration of a name, and the class prior it is for.</summary>
    public static (Declaration Declaration, double[] Prior) Of(string name) => Declared[name];

    /// <summary>The loss of a name.</summary>
    public static LinkedLoss Create(string name)
    {
        var (declaration, prior) = Declared[name];
        var create = Loaded.Value.Type($"{declaration.Type.Namespace}.{declaration.Type.Name}").GetMethod("Create")!;
        var inputs = new Dictionary<string, double[]> { [ClassInputTable.Counts] = [.. prior.Select(share => Math.Round(share * 10_000))] };
        return new LinkedLoss((Loss)create.Invoke(null, [inputs, new Dictionary<string, double[]>()])!);
    }

    /// <summary>The declaration with integers where attributes have such, as the front end reads them.</summary>
    private static Declaration Whole(Declaration declaration) => declaration with
    {
        Attributes = declaration.Attributes.Select(use => use with
        {
            Arguments = use.Arguments.Select(argument => IsInteger(use.Name, argument.Name)
                ? argument with { Integer = (long)argument.Numbers!.Value[0] } : argument).ToEquatable(),
        }).ToEquatable(),
    };

    private static bool IsInteger(string attribute, string argument)
        => typeof(LossAttribute).Assembly.GetType($"LossDsl.{attribute}Attribute")!.GetProperty(argument)!.PropertyType == typeof(int);

    private static Dictionary<string, (Declaration, double[])> Declare()
    {
        var losses = new Dictionary<string, (Declaration, double[])>();
        void Add(string name, Declaration declaration, double[] prior)
            => losses.Add(name, (Whole(declaration) with { Type = new DeclaredType("Linked", name, default, TypeShape.Usable) }, prior));

        foreach (var id in TruthMappings.Softmax.Keys.Append("focal2_enc"))
        {
            foreach (var classes in (int[])[2, 3])
                Add($"{id}_{classes}", TruthMappings.Declared(id, classes, TruthRow.Prior(classes)), TruthRow.Prior(classes));
        }

        // The labels of several outputs have no prior that sums to 1.
        foreach (var id in TruthMappings.Sigmoid.Keys)
        {
            var declaration = TruthMappings.Declared(id, 3, TruthRow.Prior(3));
            Add(id, declaration with
            {
                Attributes =
                declaration.Attributes.Select(use =>
                    use with { Arguments = use.Arguments.Where(argument => argument.Name != "Prior").ToEquatable() }).ToEquatable()
            },
                        TruthRow.Prior(3));
        }

        foreach (var (_, declaration) in CatalogueDeclarations.All.Where(loss => loss.Declaration.Head != Heads.Identity
            && loss.Declaration.Classes is null or <= 3))
        {
            var needs = new ClassSurface(declaration, isFaulty: false);
            // Counts below a declared number are not those that the risk is computed with.
            if (!needs.AboveCounts.Any() && needs.Matrices.Count == 0
                && needs.ClassInputs.All(input => input.Name == ClassInputTable.Counts) && declaration.Type.LearnableProperties.Count == 0)
                Add("Published" + declaration.Type.Name, declaration, TruthRow.Prior(declaration.Classes ?? 3));
        }

        return losses;
    }
}
