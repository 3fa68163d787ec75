using System;
using System.Linq;
using LossDsl;
using LossDsl.Benchmarks;

Console.WriteLine("""
    Forward and backward in single precision: the shortest of interleaved runs in one process. The sweeps in microseconds on
    one thread; then how many times faster they are on two threads, and how many times slower other code is than the sweeps on
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

        var times = Interleaved.Smallest(
            logits.Length > 1_000_000 ? 15 : 201,
            () => Run(new Execution { Engine = Engine.Sweeps, MaxThreads = 1 }),
            () => Run(new Execution { Engine = Engine.Sweeps, MaxThreads = 2 }),
            () => Run(new Execution { Engine = Engine.PlainLoops, MaxThreads = 1 }),
            () => HandWritten.CrossEntropy(logits, targets, gradient),
            () => logits.CopyTo(gradient, 0));
        var byHand = loss is CrossEntropy ? $"{times[3] / times[0],8:F1}×" : $"{"",9}";
        Console.WriteLine($"{rows + "×" + classes,-16} {loss.GetType().Name,-20} {times[0],10:F1} {times[0] / times[1],9:F2}× "
            + $"{times[2] / times[0],11:F1}× {byHand} {times[4] / times[0],6:F2}×");
    }
}

Console.WriteLine();
Console.WriteLine("""
    Logits (8,19,128·128) with the positions innermost, and the same logits transposed to rows of contiguous classes: the
    first in microseconds on one thread, and how many times slower the second is.
    """);
Console.WriteLine();
{
    const int Samples = 8, Classes = 19, Positions = 128 * 128;
    var random = new Random(1);
    var logits = Enumerable.Range(0, Samples * Classes * Positions).Select(_ => (float)(8 * random.NextDouble())).ToArray();
    var targets = Enumerable.Range(0, Samples * Positions).Select(_ => random.Next(Classes)).ToArray();
    var transposed = new float[logits.Length];
    for (var i = 0; i < logits.Length; i++)
        transposed[(((i / Positions / Classes * Positions) + (i % Positions)) * Classes) + (i / Positions % Classes)] = logits[i];
    var gradient = new float[logits.Length];
    foreach (var loss in new SoftmaxLoss[] { new CrossEntropy(), new Focal(), new SmoothedPolyFocal() })
    {
        void Run(float[] tensor, LogitShape shape) => loss.Evaluate(
            new LossInputs<float>(tensor, targets) { Shape = shape, Execution = new Execution { MaxThreads = 1 } },
            new LossOutputs<float> { Gradient = gradient });

        var times = Interleaved.Smallest(
            31,
            () => Run(logits, new LogitShape(Samples, Classes, Positions)),
            () => Run(transposed, new LogitShape(Samples * Positions, Classes)));
        Console.WriteLine($"{loss.GetType().Name,-20} {times[0],10:F1} {times[1] / times[0],9:F2}×");
    }
}

Console.WriteLine();
Console.WriteLine("""
    Cross-entropy of 4096×100 logits by how they are stored: float in microseconds on one thread, and how many times slower
    16 bits are.
    """);
Console.WriteLine();
{
    const int Rows = 4096, Classes = 100;
    var random = new Random(1);
    var single = Enumerable.Range(0, Rows * Classes).Select(_ => (float)(8 * random.NextDouble())).ToArray();
    var half = Array.ConvertAll(single, z => (Half)z);
    var brain = Array.ConvertAll(single, z => (BFloat16)z);
    var targets = Enumerable.Range(0, Rows).Select(_ => random.Next(Classes)).ToArray();
    var singleGradient = new float[single.Length];
    var halfGradient = new Half[single.Length];
    var brainGradient = new BFloat16[single.Length];
    var loss = new CrossEntropy();
    var one = new Execution { MaxThreads = 1 };
    var times = Interleaved.Smallest(
        201,
        () => loss.Evaluate(new LossInputs<float>(single, targets) { Execution = one },
            new LossOutputs<float> { Gradient = singleGradient }),
        () => loss.Evaluate(new LossInputs<Half>(half, targets) { Execution = one }, new LossOutputs<Half> { Gradient = halfGradient }),
        () => loss.Evaluate(new LossInputs<BFloat16>(brain, targets) { Execution = one },
            new LossOutputs<BFloat16> { Gradient = brainGradient }));
    Console.WriteLine($"float {times[0],10:F1} Half {times[1] / times[0],9:F2}× BFloat16 {times[2] / times[0],9:F2}×");
}

Console.WriteLine();
Console.WriteLine("""
    Losses per element with numbers as targets, in microseconds on one thread, and how many times slower a loop written by
    hand is.
    """);
Console.WriteLine();
foreach (var (loss, rows, classes) in new (Loss, int, int)[] { (new BinaryCrossEntropy(), 4096, 100), (new Huber(), 1_000_000, 1) })
{
    var random = new Random(1);
    var predictions = Enumerable.Range(0, rows * classes).Select(_ => (float)(8 * random.NextDouble())).ToArray();
    var targets = Enumerable.Range(0, rows * classes).Select(_ => (float)random.NextDouble()).ToArray();
    var gradient = new float[predictions.Length];
    var times = Interleaved.Smallest(
        101,
        () => loss.Evaluate(
            new LossInputs<float>(predictions, targets)
            {
                Shape = new LogitShape(rows, classes),
                Execution = new Execution { MaxThreads = 1 }
            },
            new LossOutputs<float> { Gradient = gradient }),
        () => _ = loss is Huber ? HandWritten.Huber(predictions, targets, gradient)
            : HandWritten.BinaryCrossEntropy(predictions, targets, gradient));
    Console.WriteLine($"{rows + "×" + classes,-16} {loss.GetType().Name,-20} {times[0],10:F1} {times[1] / times[0],9:F1}×");
}
