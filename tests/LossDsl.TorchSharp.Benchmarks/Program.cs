using System;
using System.Globalization;
using System.Linq;
using LossDsl;
using LossDsl.Benchmarks;
using LossDsl.Torch;
using LossDsl.TorchSharp.Benchmarks;
using static TorchSharp.torch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 1;
if (count > 1 && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") != "passive")
{
    Console.Error.WriteLine("Set OMP_WAIT_POLICY=passive: threads of libtorch that wait by spinning take the processor from those that work.");
    return 2;
}

set_num_threads(count);
Threads.Limit = count;

Console.WriteLine($"""
    Forward and backward in single precision, {count} thread{(count > 1 ? "s" : "")}, interleaved in one process: a module by kernels in
    microseconds; how many times slower it is by operators, and how many times slower eager operators are (of
    cross-entropy: TorchSharp's own). On the left by the medians, on the right by the shortest runs.

    {"input",-14} {"loss",-12} {"kernels µs",12} {"operators",10} {"eager",8}   {"kernels µs",12} {"operators",10} {"eager",8}
    """);
foreach (var shape in new long[][] { [1, 2], [32, 10], [256, 10], [4096, 100], [4096, 1000], [8, 19, 128, 128] })
{
    foreach (var (loss, eager) in new (LossModule, Func<Tensor, Tensor, Tensor>)[]
    {
        (new CrossEntropy().ToModule(), Eager.CrossEntropy),
        (new Focal().ToModule(), Eager.Focal),
        (new Poly1().ToModule(), Eager.Poly1),
        (new Asymmetric().ToModule(), Eager.Asymmetric),
    })
    {
        using var contest = new Contest(loss, eager, shape);
        var (medians, smallest) = contest.Run(shape.Aggregate((product, d) => product * d) > 1_000_000 ? 15 : 101);
        Console.WriteLine($"{string.Join('×', shape),-14} {loss.Declared.GetType().Name,-12} {Columns(medians)}   {Columns(smallest)}");
    }
}

Console.WriteLine();
using (var scope = NewDisposeScope())
{
    var (leaf, plain) = (ones(1, requires_grad: true) * 1, ones(1));
    var times = Interleaved.Smallest(
        501,
        () => plain.add(plain).Dispose(),
        () => leaf.add(plain).Dispose(),
        () =>
        {
            using var step = NewDisposeScope();
            autograd.grad([leaf.add(plain)], [leaf]);
        });
    Console.WriteLine($"Adding two tensors of one element: {times[0]:F1} µs, with a gradient recorded {times[1]:F1} µs, and with backward {times[2]:F1} µs.");
}

return 0;

static string Columns(double[] times) => $"{times[0],12:F1} {times[1] / times[0],9:F2}× {times[2] / times[0],7:F2}×";
