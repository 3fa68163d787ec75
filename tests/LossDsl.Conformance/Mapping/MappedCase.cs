using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A case together with the declaration that says the same, and everything to evaluate it with.</summary>
/// <param name="Case">The case.</param>
/// <param name="Text">Its loss as a declaration.</param>
/// <param name="Batch">Its inputs.</param>
/// <param name="Counts">Class counts for the constructor.</param>
/// <param name="Weights">Class weights for the constructor.</param>
/// <param name="Normalizer">What means divide by, if not the loss's own denominator.</param>
/// <param name="ScoreShift">What the declaration adds to the scores of each class, if anything.</param>
internal sealed record MappedCase(
    Case Case,
    DeclarationText Text,
    Batch Batch,
    long[]? Counts,
    double[]? Weights,
    double? Normalizer,
    double[]? ScoreShift)
{
    /// <summary>Applies a row of the table.</summary>
    /// <exception cref="MappingException">Something of the case finds no place in the declaration.</exception>
    /// <exception cref="NotDeclarableException">The language has no words for it yet.</exception>
    public static MappedCase Of(Case theCase, LossMapping mapping)
    {
        var hyper = new Hyper(theCase);
        var inputs = new Inputs(theCase);
        var attributes = mapping.Attributes(hyper).OfType<string>().ToList();
        var members = mapping.Members(hyper);
        var batch = mapping.Layout(inputs);
        var normalizer = mapping.Normalizer(hyper, batch);
        var shift = mapping.ScoreShift?.Invoke(hyper);
        if (hyper.Unread.Any())
            throw new MappingException($"unmapped hyper-parameter: {string.Join(", ", hyper.Unread.Order())}");
        if (inputs.Untaken.Any())
            throw new MappingException($"unmapped input: {string.Join(", ", inputs.Untaken.Order())}");
        if (theCase.Expected.Gradients.Keys.Where(static name => name != "logits").ToList() is { Count: > 0 } others)
            throw new MappingException($"no gradient is computed for: {string.Join(", ", others)}");
        return new MappedCase(theCase, new DeclarationText(attributes, members), batch, hyper.Counts, hyper.Weights, normalizer, shift);
    }
}
