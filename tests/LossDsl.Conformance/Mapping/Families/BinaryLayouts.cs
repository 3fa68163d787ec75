using System;
using System.Linq;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>Layouts of losses per element whose references take the targets in another form than numbers per element.</summary>
internal static class BinaryLayouts
{
    /// <summary>
    /// Class indices (N) as 0 and 1 per class; an index that is no class, the number of classes, is background: none applies.
    /// </summary>
    public static Batch WithBackground(Hyper h, Inputs inputs) => Indexed(h, inputs, "target", null);

    /// <summary>Class indices <c>label</c> (N) with background, and the target of that class, <c>score</c> (N).</summary>
    public static Batch Scored(Hyper h, Inputs inputs) => Indexed(h, inputs, "label", inputs.Take("score", rank: 1).Data);

    /// <summary>Scores under some name and targets of the same shape, which are −1 and 1 in place of 0 and 1.</summary>
    public static Layout SignedOf(string scores) => (h, inputs) =>
    {
        var batch = Layouts.ElementsOf(scores)(h, inputs);
        return batch with { Data = batch.Data with { Targets = Array.ConvertAll(batch.Data.Targets!, static sign => (sign + 1) / 2) } };
    };

    /// <summary>With a weight per class that multiplies each element, a hyper-parameter.</summary>
    public static Layout Weighing(Layout layout, string weight) => (h, inputs) =>
    {
        var batch = layout(h, inputs);
        return h.NumbersOrNull(weight) is { } weights
            ? batch with
            {
                Data =
                batch.Data with
                {
                    ElementWeights =
                    [.. Enumerable.Range(0, batch.Data.Logits.Length).Select(i => weights[i % weights.Length])]
                }
            }
            : batch;
    };

    /// <summary><c>logits</c> (N,C), <c>target</c> (N) and the norm of the features of each row, <c>feature_norm</c> (N).</summary>
    public static Batch WithFeatureNorms(Hyper h, Inputs inputs)
    {
        var batch = Layouts.Rows(h, inputs);
        return batch with { Data = batch.Data with { FeatureNorms = inputs.Take("feature_norm", rank: 1).Data } };
    }

    /// <summary>
    /// Ordinal classes: element k of <c>logits</c> (N,C−1) is whether the class is above k, which <c>levels</c> or a target of that
    /// shape say, or a <c>target</c> (N) of classes; whoever says it twice has to say the same.
    /// </summary>
    public static Batch Levels(Hyper h, Inputs inputs)
    {
        var logits = inputs.Take("logits", rank: 2);
        var data = new ReferenceBatch(logits.Data, logits.Shape[0], logits.Shape[1]);
        var said = new[] { inputs.Has("levels") ? Elements("levels") : null, inputs.Has("target") ? inputs.IsOfRank("target", 2)
            ? Elements("target") : LevelsOf(data, inputs) : null }
            .OfType<double[]>().ToList();
        if (said.Count == 0)
            throw new MappingException("there are neither 'levels' nor a 'target'");
        return said.TrueForAll(said[0].SequenceEqual) ? new Batch(data with { Targets = said[0] })
            : throw new MappingException("'levels' are not those of 'target'");

        double[] Elements(string name) => inputs.Take(name) is var levels && levels.Shape.SequenceEqual(logits.Shape)
            ? levels.Data
            : throw new MappingException($"'{name}' is {levels}, not shaped like the logits, {logits}");
    }

    /// <summary>Images without channel 0: pixels of that class have no target.</summary>
    public static Batch WithoutFirstClass(Batch batch)
    {
        var data = batch.Data;
        var kept = Enumerable.Range(0, data.Logits.Length).Where(i => i / data.Positions % data.Classes != 0).ToArray();
        var rest = new ReferenceBatch(Array.ConvertAll(kept, i => data.Logits[i]), data.Samples, data.Classes - 1, data.Positions);
        var targets = new double[kept.Length];
        for (var row = 0; row < data.Rows; row++)
            rest.Store(targets, row, [.. Enumerable.Range(1, rest.Classes).Select(k => k == data.Labels![row] ? 1.0 : 0)]);
        return batch with { Data = rest with { Targets = targets }, Order = kept };
    }

    /// <summary>Ordinal classes <c>target</c> (N): element k is whether the class is above k, for rows whose class is at least k.</summary>
    public static Batch ConditionalLevels(Hyper h, Inputs inputs)
    {
        var batch = Layouts.RowsOf("logits")(h, inputs);
        var data = batch.Data;
        var reached = data.Logits.Select((_, i) => data.Labels![i / data.Classes] >= i % data.Classes).ToArray();
        return batch with { Data = data with { Labels = null, Targets = LevelsOf(data, inputs), Mask = reached } };
    }

    /// <summary>Images of class indices as kornia makes numbers of them: ε for every class, and 1 for the label.</summary>
    public static Batch KorniaImages(Hyper h, Inputs inputs)
    {
        const double Epsilon = 1e-6;
        var batch = Layouts.Images(h, inputs);
        var (data, labels) = (batch.Data, batch.Data.Labels!);
        var targets = new double[data.Logits.Length];
        for (var row = 0; row < data.Rows; row++)
            data.Store(targets, row,
                [.. Enumerable.Range(0, data.Classes).Select(k => ((k == labels[row] ? 1 : 0) * (1 - Epsilon)) + Epsilon)]);
        return batch with { Data = data with { Labels = null, Targets = targets } };
    }

    private static double[] LevelsOf(ReferenceBatch data, Inputs inputs)
    {
        var labels = inputs.Take("target", rank: 1).Integers();
        return [.. data.Logits.Select((_, i) => labels[i / data.Classes] > i % data.Classes ? 1.0 : 0.0)];
    }

    private static Batch Indexed(Hyper h, Inputs inputs, string labels, double[]? values)
    {
        var batch = Layouts.RowsOf("logits", labels)(h, inputs);
        var (data, indices) = (batch.Data, batch.Data.Labels!);
        var targets = new double[data.Logits.Length];
        for (var row = 0; row < data.Rows; row++)
        {
            if (indices[row] != data.Classes)
                targets[data.Index(row, (int)indices[row])] = values?[row] ?? 1;
        }

        return batch with { Data = data with { Labels = null, Targets = targets } };
    }
}
