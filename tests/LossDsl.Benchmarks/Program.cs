using System;
using System.Linq;
using LossDsl;
using LossDsl.Benchmarks;

Console.WriteLine("""
    Forward and backward in single precision: medians of interleaved runs in one process. The sweeps in microseconds on one
    thread; then how many times faster they are on two threads, and how many times slower other code is than the sweeps on
    one: the same loss in plain loops, cross-entropy written by hand with MathF, and copying the logits.
    """);
Console.WriteLine();
Console.WriteLine($"{"rows × classes",-16} {"loss",-20} {"sweeps µs",10} {"2 threads",10} {"plain loops",12} {"by hand",9} {"copy",7}");
foreach (var (rows, classes) in new[] { (32, 10), (256, 10), (4096, 100), (4096, 1000), (256, 32000) })
{
    var random = new Random(1);
    var logits = Enumerable.Range(0, rows * classes).Select(_ => (float)(8 * random.NextDouble())).ToArray();
    var targets = Enumerable.Range(0, rows).Select(_ => random.Next(classes)).ToArray();
    var gradient = new float[logits.Length];
    foreach (var loss in new SoftmaxLoss[] { new CrossEntropy(), new Focal(), new SmoothedPolyFocal() })
    {
        void Run(Execution execution) => loss.Evaluate(
            new LossInputs<float>(logits, targets) { Execution = execution },
            new LossOutputs<float> { Gradient = gradient });

        var medians = Interleaved.Medians(
            logits.Length > 1_000_000 ? 15 : 201,
            () => Run(new Execution { Engine = Engine.Sweeps, MaxThreads = 1 }),
            () => Run(new Execution { Engine = Engine.Sweeps, MaxThreads = 2 }),
            () => Run(new Execution { Engine = Engine.PlainLoops, MaxThreads = 1 }),
            () => HandWritten.CrossEntropy(logits, targets, gradient),
            () => logits.CopyTo(gradient, 0));
        var byHand = loss is CrossEntropy ? $"{medians[3] / medians[0],8:F1}×" : $"{"",9}";
        Console.WriteLine($"{rows + "×" + classes,-16} {loss.GetType().Name,-20} {medians[0],10:F1} {medians[0] / medians[1],9:F2}× {medians[2] / medians[0],11:F1}× {byHand} {medians[4] / medians[0],6:F2}×");
    }
}
