using System;
using System.Linq;
using System.Numerics;
using LossDsl.Compiler;
using LossDsl.Reference;

namespace LossDsl.Conformance;

/// <summary>What one evaluation gave, in double precision whatever it was computed in.</summary>
/// <param name="Value">The value; null where the engine gives losses instead of it.</param>
/// <param name="PerSample">The losses of rows, or of elements where these are not reduced; null where the engine gives a value
/// instead.</param>
/// <param name="Gradient">The gradient (N,C,P).</param>
/// <param name="Components">The components; null where the engine does not tell them apart.</param>
/// <param name="VarianceGradient">The gradient with respect to the variances (N,C,P); null where the batch has none.</param>
internal sealed record Observation(double? Value, double[]? PerSample, double[] Gradient, double[]? Components, double[]? VarianceGradient)
{
    private delegate T Call<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Whether the losses of a declaration are per element.</summary>
    public static bool IsPerElement(Declaration declaration)
        => declaration.Head != Heads.Softmax && declaration.Attributes.Any(use => use.Name == "NoReduction");

    /// <summary>The kind of targets of a batch.</summary>
    public static LossForm FormOf(ReferenceBatch batch) => batch.Targets is null ? LossForm.Labels : LossForm.Numbers;

    /// <summary>Evaluates a declaration on the IR.</summary>
    public static Observation Evaluator(Declaration declaration, ReferenceBatch batch)
    {
        if (!LossModel.Of(declaration).TargetKinds.Contains(FormOf(batch)))
            throw new MappingException($"the declaration takes no {FormOf(batch)} as targets");
        var result = new ReferenceLoss(declaration, FormOf(batch)).Evaluate(batch);
        return new Observation(result.Value, result.PerSample, result.Gradient, result.Components, result.VarianceGradient);
    }

    /// <summary>What the IR gives, with the sums of the absolute values of all contributions.</summary>
    public static ReferenceResult Magnitudes(Declaration declaration, ReferenceBatch batch)
        => new ReferenceLoss(declaration, FormOf(batch)).Evaluate(batch);

    /// <summary>Evaluates a loss in double precision.</summary>
    public static Observation Double(Loss loss, Declaration declaration, ReferenceBatch batch, Execution execution)
        => Evaluate<double>(loss.Evaluate, loss, declaration, batch, execution);

    /// <summary>Evaluates a loss in single precision; the inputs are rounded.</summary>
    public static Observation Single(Loss loss, Declaration declaration, ReferenceBatch batch, Execution execution)
        => Evaluate<float>(loss.Evaluate, loss, declaration, batch, execution);

    private static Observation Evaluate<T>(Call<T> call, Loss loss, Declaration declaration, ReferenceBatch batch, Execution execution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // An entry that the engine forgets to write must not look like a result.
        var gradient = Unwritten<T>(batch.Logits.Length);
        var varianceGradient = batch.Variances is null ? null : Unwritten<T>(batch.Logits.Length);
        var perSample = Unwritten<T>(IsPerElement(declaration) ? batch.Logits.Length : batch.Rows);
        var components = Unwritten<T>(loss.ComponentNames.Count);
        var logits = Array.ConvertAll(batch.Logits, T.CreateChecked);
        var targeted = batch.Targets is { } targets ? new LossInputs<T>(logits, Rounded<T>(targets))
            : new LossInputs<T>(logits, batch.Labels!);
        var inputs = targeted with
        {
            Shape = new LogitShape(batch.Samples, batch.Classes, batch.Positions),
            SampleWeights = Rounded<T>(batch.SampleWeights),
            ElementWeights = Rounded<T>(batch.ElementWeights),
            Mask = batch.Mask,
            ClassMask = batch.ClassMask,
            FeatureNorms = Rounded<T>(batch.FeatureNorms),
            Variances = Rounded<T>(batch.Variances),
            Epoch = batch.Epoch,
            Upstream = Rounded<T>(batch.Upstream),
            Normalizer = batch.Normalizer,
            Execution = execution,
        };
        var outputs = new LossOutputs<T>
        {
            Gradient = gradient,
            VarianceGradient = varianceGradient,
            PerSample = perSample,
            Components = components
        };
        var value = call(inputs, outputs);
        return new Observation(double.CreateChecked(value), Doubles(perSample), Doubles(gradient), Doubles(components),
            varianceGradient is null ? null : Doubles(varianceGradient));
    }

    private static T[] Rounded<T>(double[]? values)
        where T : IFloatingPointIeee754<T> => values is null ? [] : Array.ConvertAll(values, T.CreateChecked);

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
