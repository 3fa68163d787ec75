using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Conformance;

/// <summary>A case together with the declaration that says the same, and everything to evaluate it with.</summary>
/// <param name="Case">The case.</param>
/// <param name="Mapping">The row of the table.</param>
/// <param name="Text">Its loss as a declaration.</param>
/// <param name="Batch">Its inputs.</param>
/// <param name="Construction">What the constructor takes.</param>
internal sealed record MappedCase(Case Case, LossMapping Mapping, DeclarationText Text, Batch Batch, Construction Construction)
{
    /// <summary>What the declaration adds to the scores of each class, if anything.</summary>
    public double[]? ScoreShift { get; init; }

    /// <summary>What it takes from the label's score, per class, and then scales by, if it does.</summary>
    public (double[] Margins, double Scale)? LabelMargin { get; init; }

    /// <summary>The results with the artefact of the reference, and without; null if it has none.</summary>
    public (Modelled With, Modelled Without)? Modelled { get; init; }

    /// <summary>Applies a row of the table.</summary>
    /// <exception cref="MappingException">Something of the case finds no place in the declaration.</exception>
    /// <exception cref="NotDeclarableException">The language has no words for it.</exception>
    public static MappedCase Of(Case theCase, LossMapping mapping)
    {
        var hyper = new Hyper(theCase);
        var inputs = new Inputs(theCase);
        var properties = mapping.Properties(hyper).ToList();
        string Bound(string attribute) => Neutral.Bind(attribute, properties);
        var attributes = mapping.Attributes(hyper).OfType<string>().Select(Bound).ToList();
        var parts = mapping.Parts(hyper)
            .Select(part => (part.Name, Attributes: (IReadOnlyList<string?>)[.. part.Attributes.OfType<string>().Select(Bound)])).ToList();
        var batch = mapping.Layout(hyper, inputs);
        batch = batch with
        {
            Data = batch.Data with
            {
                ClassInputs = hyper.Construction.ClassInputs,
                Matrices = hyper.Construction.Matrices,
                Properties = properties.ToDictionary(static property => property.Name, static property => property.Value),
                Normalizer = mapping.Normalizer(hyper, batch) ?? batch.Data.Normalizer,
                Epoch = mapping.Epoch(hyper),
            },
        };
        var shift = mapping.ScoreShift?.Invoke(hyper);
        var margin = mapping.LabelMargin?.Invoke(hyper);
        if (hyper.Unread.Any())
            throw new MappingException($"unmapped hyper-parameter: {string.Join(", ", hyper.Unread.Order())}");
        if (inputs.Untaken.Any())
            throw new MappingException($"unmapped input: {string.Join(", ", inputs.Untaken.Order())}");
        var gradients = theCase.Expected.Gradients.Keys.Where(name => name != batch.Input && name != batch.VarianceInput
            && !mapping.WithoutGradientOf.Contains(name)).ToList();
        if (gradients.Count > 0)
            throw new MappingException($"no gradient is computed for: {string.Join(", ", gradients)}");
        return new MappedCase(theCase, mapping, DeclarationText.Of(attributes, properties, parts), batch, hyper.Construction)
        {
            ScoreShift = shift,
            LabelMargin = margin,
            Modelled = mapping.Artefact is { } artefact
                ? (Conformance.Modelled.Of(artefact, hyper, theCase, batch.Data, has: true),
                    Conformance.Modelled.Of(artefact, hyper, theCase, batch.Data, has: false))
                : null,
        };
    }
}
