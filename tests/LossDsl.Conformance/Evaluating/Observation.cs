using System;
using System.Numerics;

namespace LossDsl.Conformance;

/// <summary>What one evaluation gave, in double precision whatever it was computed in.</summary>
internal sealed record Observation(double Value, double[] PerSample, double[] Gradient, double[] Components)
{
    private delegate T Evaluation<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Evaluates a loss in double precision.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="mapped">Labels and normaliser.</param>
    /// <param name="logits">Logits, row after row.</param>
    /// <param name="upstream">Upstream gradients; empty for 1.</param>
    /// <param name="execution">How to run.</param>
    public static Observation Double(Loss loss, MappedCase mapped, double[] logits, double[] upstream, Execution execution)
        => Evaluate<double>(loss.Evaluate, loss.ComponentNames.Count, mapped, logits, upstream, execution);

    /// <inheritdoc cref="Double"/>
    /// <summary>Evaluates a loss in single precision; the inputs are rounded.</summary>
    public static Observation Single(Loss loss, MappedCase mapped, double[] logits, double[] upstream, Execution execution)
        => Evaluate<float>(loss.Evaluate, loss.ComponentNames.Count, mapped, logits, upstream, execution);

    private static Observation Evaluate<T>(
        Evaluation<T> evaluation, int componentCount, MappedCase mapped, double[] logits, double[] upstream, Execution execution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // An entry that the engine forgets to write must not look like a result.
        var gradient = Unwritten<T>(logits.Length);
        var perSample = Unwritten<T>(mapped.Batch.Rows);
        var components = Unwritten<T>(componentCount);
        var inputs = new LossInputs<T>(Array.ConvertAll(logits, T.CreateChecked), mapped.Batch.Labels)
        {
            Upstream = Array.ConvertAll(upstream, T.CreateChecked),
            Normalizer = mapped.Normalizer,
            Execution = execution,
        };
        var outputs = new LossOutputs<T> { Gradient = gradient, PerSample = perSample, Components = components };
        var value = evaluation(inputs, outputs);
        return new Observation(double.CreateChecked(value), Doubles(perSample), Doubles(gradient), Doubles(components));
    }

    private static T[] Unwritten<T>(int length)
        where T : IFloatingPointIeee754<T>
    {
        var values = new T[length];
        Array.Fill(values, T.NaN);
        return values;
    }

    private static double[] Doubles<T>(T[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, double.CreateChecked);
}
