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
        Read("gradient", outputs.Gradient, in inputs);
        Read("varianceGradient", outputs.VarianceGradient, in inputs);
        Read("perSample", outputs.PerSample, in inputs);
        Read("components", outputs.Components, in inputs);
        Apart("varianceGradient", outputs.VarianceGradient, "gradient", outputs.Gradient);
        Apart("perSample", outputs.PerSample, "gradient", outputs.Gradient);
        Apart("perSample", outputs.PerSample, "varianceGradient", outputs.VarianceGradient);
        Apart("components", outputs.Components, "gradient", outputs.Gradient);
        Apart("components", outputs.Components, "varianceGradient", outputs.VarianceGradient);
        Apart("components", outputs.Components, "perSample", outputs.PerSample);
    }

    private static void Read<T>(string argument, ReadOnlySpan<T> written, in LossInputs<T> inputs)
        where T : unmanaged
    {
        if (written.IsEmpty)
            return;
        Apart(argument, written, "logits", inputs.Logits);
        Apart(argument, written, "upstream", inputs.Upstream);
        Apart(argument, written, "targets", inputs.Targets);
        Apart(argument, written, "sampleWeights", inputs.SampleWeights);
        Apart(argument, written, "elementWeights", inputs.ElementWeights);
        Apart(argument, written, "featureNorms", inputs.FeatureNorms);
        Apart(argument, written, "variances", inputs.Variances);
        var bytes = MemoryMarshal.AsBytes(written);
        Apart(argument, bytes, "targets", MemoryMarshal.AsBytes(inputs.Labels));
        Apart(argument, bytes, "targets", MemoryMarshal.AsBytes(inputs.LongLabels));
        Apart(argument, bytes, "mask", MemoryMarshal.AsBytes(inputs.Mask));
        Apart(argument, bytes, "classMask", MemoryMarshal.AsBytes(inputs.ClassMask));
    }

    private static void Apart<T>(string argument, ReadOnlySpan<T> written, string other, ReadOnlySpan<T> memory)
    {
        if (!written.IsEmpty && !memory.IsEmpty && written.Overlaps(memory))
            throw Shared(argument, other);
    }

    private static ArgumentException Shared(string argument, string other)
        => new($"{argument} overlaps {other} in memory.", argument);
}
