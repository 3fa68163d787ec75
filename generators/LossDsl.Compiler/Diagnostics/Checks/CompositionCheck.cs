using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Whether what acts on the losses of the labels finds such losses: some terms are no sum over labels.</summary>
internal static class CompositionCheck
{
    public static void Run(Site site, ProblemList found)
    {
        var whole = site.At(Stage.BaseTerm).Where(term => IsWhole(term.Row, site.Head)).ToList();
        foreach (var use in site.Own.Where(use => use.Row.Stage is Stage.Modulator or Stage.Probabilities))
        {
            foreach (var term in whole)
            {
                found.Add(use.Contradicts(null, use.Name, term.Name,
                    $"{term.Name} is no sum over labels, on whose losses {use.Name} could act")
                    .MendedBy(Remedies.RemoveEither(use, term, site.All)));
            }
        }

        foreach (var use in site.Own.Where(use => use.Row.NoTargetMap))
        {
            if (site.At(Stage.Target).FirstOrDefault() is { } target)
            {
                found.Add(target.Contradicts(null, use.Name, target.Name, $"{use.Name} has no meaning for mapped targets")
                    .MendedBy(Remedies.RemoveEither(use, target, site.All)));
            }
        }
    }

    /// <summary>Whether a term has a value per row or element only, not per label.</summary>
    private static bool IsWhole(AttributeRow term, Heads head)
        => ((head & Heads.Elementwise) != 0 ? term.Element is not null : term.Row is not null) || term.Terms is null;
}
