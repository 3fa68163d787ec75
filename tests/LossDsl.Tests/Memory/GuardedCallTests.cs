using System;
using LossDsl.Runtime;
using LossDsl.Tests.Functions;
using LossDsl.Tests.Generated;
using Xunit;

namespace LossDsl.Tests.Memory;

/// <summary>Calls of generated losses on memory that ends at an inaccessible page: every element type, engine, width and layout.</summary>
public sealed class GuardedCallTests : IDisposable
{
    private const int Cases = 300;

    private readonly GuardedMemory logits = new();
    private readonly GuardedMemory labels = new();
    private readonly GuardedMemory gradient = new();
    private readonly GuardedMemory perSample = new();
    private readonly GuardedMemory weights = new();
    private readonly GuardedMemory mask = new();

    private delegate void Call<T>(SoftmaxLoss loss, in LossInputs<T> inputs, in LossOutputs<T> outputs)
        where T : unmanaged;

    public void Dispose()
    {
        foreach (var memory in new[] { logits, labels, gradient, perSample, weights, mask })
            memory.Dispose();
    }

    [Theory]
    [MemberData(nameof(Generated.Cases.Names), MemberType = typeof(Generated.Cases))]
    public void Nothing_is_touched_but_what_is_given(string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        for (var seed = 1; seed <= Cases; seed++)
        {
            var random = new Random(seed);
            Run<float>(random, name,
                static (SoftmaxLoss loss, in LossInputs<float> inputs, in LossOutputs<float> outputs) =>
                    loss.Evaluate(in inputs, in outputs));
            Run<double>(random, name,
                static (SoftmaxLoss loss, in LossInputs<double> inputs, in LossOutputs<double> outputs) =>
                    loss.Evaluate(in inputs, in outputs));
            Run<Half>(random, name,
                static (SoftmaxLoss loss, in LossInputs<Half> inputs, in LossOutputs<Half> outputs) =>
                    loss.Evaluate(in inputs, in outputs));
            Run<BFloat16>(random, name,
                static (SoftmaxLoss loss, in LossInputs<BFloat16> inputs, in LossOutputs<BFloat16> outputs) =>
                    loss.Evaluate(in inputs, in outputs));
        }
    }

    private void Run<T>(Random random, string name, Call<T> call)
        where T : unmanaged
    {
        var (samples, classes, positions) = (random.Next(1, 12), random.Next(2, 40), random.Next(1, 4));
        var shape = Shape(random, samples, classes, positions);
        var last = ((samples - 1) * shape.SampleStride) + ((classes - 1) * shape.ClassStride) + ((positions - 1) * shape.PositionStride);
        var (rows, elements) = (samples * positions, samples * positions * classes);
        var read = logits.Take<T>(shape.SampleStride == 0 ? elements : (int)last + 1);
        foreach (ref var score in read)
            score = Storage.Nearest<T>((4 * random.NextDouble()) - 2);
        var perRow = weights.Take<T>(rows);
        var counted = mask.Take<bool>(rows);
        perRow.Fill(Storage.Nearest<T>(1));
        counted.Fill(true);

        // Double precision has plain loops only.
        var bits = Lanes.Widths[random.Next(Lanes.Widths.Length)];
        var isSweeping = typeof(T) != typeof(double) && random.Next(3) > 0;
        var execution = isSweeping ? new Execution { Engine = Engine.Sweeps, VectorBits = bits }
            : new Execution { Engine = Engine.PlainLoops };
        var outputs = new LossOutputs<T>
        {
            Gradient = gradient.Take<T>(random.Next(5) == 0 ? 0 : elements),
            PerSample = perSample.Take<T>(random.Next(2) * rows),
        };
        var loss = Generated.Cases.Create(name, classes);
        if (random.Next(2) == 0)
        {
            var targets = labels.Take<int>(rows);
            foreach (ref var label in targets)
                label = random.Next(classes);
            var inputs = new LossInputs<T>(read, targets)
            {
                Shape = shape,
                Execution = execution,
                SampleWeights = Some(perRow),
                Mask = Some(counted)
            };
            call(loss, in inputs, in outputs);
        }
        else
        {
            var targets = labels.Take<long>(rows);
            foreach (ref var label in targets)
                label = random.Next(classes);
            var inputs = new LossInputs<T>(read, targets)
            {
                Shape = shape,
                Execution = execution,
                SampleWeights = Some(perRow),
                Mask = Some(counted)
            };
            call(loss, in inputs, in outputs);
        }

        Assert.True(
            logits.IsWhole && labels.IsWhole && gradient.IsWhole && perSample.IsWhole && weights.IsWhole && mask.IsWhole,
            $"{name} of {typeof(T).Name} wrote before its memory: ({samples}, {classes}, {positions}), {execution}");

        ReadOnlySpan<U> Some<U>(Span<U> all)
            where U : unmanaged => random.Next(2) == 0 ? all : default;
    }

    /// <summary>Contiguous, classes last, or with gaps between samples and classes.</summary>
    private static LogitShape Shape(Random random, int samples, int classes, int positions) => random.Next(3) switch
    {
        0 => new(samples, classes, positions),
        1 => new(samples, classes, positions) { SampleStride = classes * positions, ClassStride = 1, PositionStride = classes },
        _ => new(samples, classes, positions)
        {
            SampleStride = ((classes * (positions + 1)) + 3),
            ClassStride = positions + 1,
            PositionStride = 1
        },
    };
}
