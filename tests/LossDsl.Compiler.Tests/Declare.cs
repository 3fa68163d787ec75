using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler.Tests;

/// <summary>Declarations in few words.</summary>
internal static class Declare
{
    /// <summary>A loss with these attributes, in this order; with a softmax head unless they name one.</summary>
    public static Declaration Loss(params AttributeUse[] uses)
        => new(new DeclaredType("Tests", "Declared", default, TypeShape.Usable),
            (uses.Any(use => use.Name == "Loss") ? uses : uses.Prepend(Head("Softmax"))).ToEquatable());

    public static AttributeUse Head(string head) => Use("Loss", new Argument("Head", Choice: head));

    public static AttributeUse Use(string name, params Argument[] arguments) => new(name, arguments.ToEquatable());

    public static Argument Number(string name, params double[] values) => new(name, Numbers: values.ToEquatable());

    public static Argument Bound(string name, string property) => new(name, Bound: new BoundProperty(property, BindingState.Usable));

    /// <summary>The loss after the last pass.</summary>
    public static LossIr Compiled(Declaration declaration)
        => Pipeline.Run(LossCompilation.Of(declaration).Lowered(LossForm.Labels)).Last().Loss;

    /// <summary>All orders of some items.</summary>
    public static IEnumerable<T[]> Permutations<T>(IReadOnlyList<T> items)
    {
        if (items.Count == 0)
        {
            yield return [];
            yield break;
        }

        for (var i = 0; i < items.Count; i++)
        {
            foreach (var rest in Permutations(items.Where((_, j) => j != i).ToList()))
                yield return [items[i], .. rest];
        }
    }
}
