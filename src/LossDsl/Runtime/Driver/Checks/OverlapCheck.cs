using System;
using System.Runtime.InteropServices;

namespace LossDsl.Runtime;

/// <summary>Refuses outputs that share memory with what is read or with each other.</summary>
internal static class OverlapCheck
{
    /// <summary>Throws if any do; the message names both.</summary>
    public static void Run<T>(in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged
    {
        var gradients = InputRow.Differentiable;
        Read("gradient", outputs.Gradient, in inputs);
        foreach (var row in gradients)
            Read(row.Gradient!, outputs.GradientOf(row.Input), in inputs);
        Read("perSample", outputs.PerSample, in inputs);
        Read("components", outputs.Components, in inputs);
        for (var i = 0; i < gradients.Length; i++)
            Written(gradients[i].Gradient!, outputs.GradientOf(gradients[i].Input), in outputs, gradients[..i]);
        Written("perSample", outputs.PerSample, in outputs, gradients);
        Written("components", outputs.Components, in outputs, gradients);
        Apart("components", outputs.Components, "perSample", outputs.PerSample);
    }

    private static void Read<T>(string argument, ReadOnlySpan<T> written, in LossInputs<T> inputs)
        where T : unmanaged
    {
        if (written.IsEmpty)
            return;
        Apart(argument, written, "logits", inputs.Logits);
        Apart(argument, written, "sampleWeights", inputs.SampleWeights);
        foreach (var row in InputRow.Among(inputs.Given))
            Apart(argument, written, row.Argument, inputs.NumbersOf(row.Input));
        var bytes = MemoryMarshal.AsBytes(written);
        Apart(argument, bytes, "targets", MemoryMarshal.AsBytes(inputs.Labels));
        Apart(argument, bytes, "targets", MemoryMarshal.AsBytes(inputs.LongLabels));
        Apart(argument, bytes, "mask", MemoryMarshal.AsBytes(inputs.Mask));
        foreach (var row in InputRow.Among(inputs.Given))
            Apart(argument, bytes, row.Argument, MemoryMarshal.AsBytes(inputs.MaskOf(row.Input)));
    }

    private static void Written<T>(string argument, ReadOnlySpan<T> written, in LossOutputs<T> outputs, ReadOnlySpan<InputRow> gradients)
        where T : unmanaged
    {
        Apart(argument, written, "gradient", outputs.Gradient);
        foreach (var row in gradients)
            Apart(argument, written, row.Gradient!, outputs.GradientOf(row.Input));
    }

    private static void Apart<T>(string argument, ReadOnlySpan<T> written, string other, ReadOnlySpan<T> memory)
    {
        if (!written.IsEmpty && !memory.IsEmpty && written.Overlaps(memory))
            throw Shared(argument, other);
    }

    private static ArgumentException Shared(string argument, string other)
        => new($"{argument} overlaps {other} in memory.", argument);
}
