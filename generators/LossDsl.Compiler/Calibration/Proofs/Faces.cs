using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Whether posteriors without zeros have minimisers with a probability of 0, which no finite scores have, by the slopes of a loss in
/// the separable form at many points of faces of the simplex.
/// </summary>
/// <param name="form">The form.</param>
/// <param name="population">The loss.</param>
internal sealed class Faces(SeparableForm form, Population population)
{
    private const int Steps = 24, Some = 8;

    private static readonly int[] Usual = [2, 3, 4, 10, 100, Priors.Most];

    private static readonly int[] Sizes = [0, 1, 2, 3, 4, 6, 8, 15, 30, 60, 98, 200, 500, 900];

    /// <summary>The numbers of classes for which a link has to be right: the declared one, else few and many.</summary>
    public static IReadOnlyList<int> Counts(Population population)
        => population.Classes is { } classes ? [System.Math.Min(classes, Priors.Most)] : Usual;

    /// <summary>
    /// A number of classes for which some posteriors have their minimiser on a face; null if none is found for those that the
    /// loss may have.
    /// </summary>
    /// <param name="least">The posterior up to which a class has to have a probability of 0 for it to count.</param>
    public int? Find(double least)
        => Counts(population).Select(classes => (int?)classes).FirstOrDefault(classes => IsFound(classes!.Value, least));

    private bool IsFound(int classes, double least)
    {
        var isSame = !new[] { form.Own, form.Shared, form.SharedWeight }.Any(part => part is { } expr
            && expr.Contains(node => node.Op is Op.ClassInput or Op.ClassIndex));
        // What is the same for every class needs no more than two of them, and their number as a number.
        var prior = isSame ? [0.5, 0.5] : population.PriorOf(classes);
        var inputs = population.Inputs(prior);
        Expr Counted(Expr expr)
        {
            var graph = new Graph(population.Cancellation);
            return expr.Into(graph, one => one.Op == Op.ClassCount && isSame ? graph.Constant(classes) : null);
        }

        var slopes = new FaceSlopes(
            new PointFunction(Counted(form.Own), inputs),
            form.Shared is { } shared ? new PointFunction(Counted(shared), inputs) : null,
            form.SharedWeight is { } weight ? new ClassConstants(inputs, BoundDecision.NoRanges).Exactly(Counted(weight))
                : [.. prior.Select(_ => 1.0)]);
        return isSame ? OfSame(slopes, classes, least) : Patterns(prior).Any(p => slopes.IsFace(p, [.. p.Select(_ => 1)], least));
    }

    /// <summary>Some classes at one probability, some at another, and the rest at 0.</summary>
    private static bool OfSame(FaceSlopes slopes, int classes, double least)
    {
        if (slopes.IsInterior)
            return false;
        foreach (var (first, second) in Sizes.SelectMany(first => Sizes.Select(second => (first, second)))
            .Where(pair => pair.first > 0 && pair.first + pair.second < classes))
        {
            for (var step = 0; step < (second == 0 ? 1 : Steps); step++)
            {
                // From nearly nothing to nearly as much as the others have.
                var low = second == 0 ? 0 : System.Math.Exp(-0.6 * step) * 0.999 / (first + second);
                if (slopes.IsFace([(1 - (second * low)) / first, low], [first, second], least))
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Probabilities of which some are 0: single classes, all but one, the most frequent, the rarest, alike and as frequent
    /// as they are.
    /// </summary>
    private static IEnumerable<double[]> Patterns(double[] prior)
    {
        var order = Enumerable.Range(0, prior.Length).OrderByDescending(k => prior[k]).ToList();
        var count = System.Math.Min(Some, prior.Length);
        int[] some = [.. Enumerable.Range(0, count).Select(i => order[i * (prior.Length - 1) / (count - 1)]).Distinct()];
        var sets = some.Select(k => (IEnumerable<int>)[k])
            .Concat(some.Select(k => order.Where(other => other != k)))
            .Concat(ClosedForms.Pairs(some.Length).Select(pair => (IEnumerable<int>)[some[pair.I], some[pair.J]]))
            .Concat(Sizes.Where(size => size > 1 && size < prior.Length)
                .SelectMany(size => new[] { order.Take(size), order.Skip(prior.Length - size) }))
            .Select(set => set.ToList()).Where(set => set.Count > 0 && set.Count < prior.Length);
        foreach (var set in sets)
        {
            foreach (var power in set.Count == 1 ? (double[])[0] : [0, 1, -1, 3])
            {
                var total = set.Sum(k => System.Math.Pow(prior[k], power));
                yield return [.. prior.Select((share, k) => set.Contains(k) ? System.Math.Pow(share, power) / total : 0)];
            }
        }
    }
}
