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
    Console.Error.WriteLine(
        "Set OMP_WAIT_POLICY=passive: threads of libtorch that wait by spinning take the processor from those that work.");
    return 2;
}

set_num_threads(count);
Threads.Limit = count;

var (losses, shapes) = (
    new (Func<LossModule> Module, Func<Tensor, Tensor, Tensor> Eager)[]
    {
        (() => new CrossEntropy().ToModule(), Eager.CrossEntropy),
        (() => new Focal().ToModule(), Eager.Focal),
        (() => new Poly1().ToModule(), Eager.Poly1),
        (() => new Asymmetric().ToModule(), Eager.Asymmetric),
    },
    new long[][] { [1, 2], [32, 10], [256, 10], [4096, 100], [4096, 1000], [8, 19, 128, 128] });

if (FreshPages.CanBeKept)
{
    Console.WriteLine($"""
        The allocator as it is, {count} thread{(count > 1 ? "s" : "")}: fresh pages that a step takes, and its time in microseconds, median and shortest.

        {"input",-14} {"loss",-12} {"kernels",36} {"operators",36} {"eager",36}
        """);
    Each([[4096, 1000]], (input, loss, contest) =>
    {
        var pages = contest.FreshPages();
        var (medians, smallest) = contest.Run(31);
        var columns = pages.Select((one, i) => $"{one,10} pages {medians[i],9:F0} {smallest[i],9:F0}");
        Console.WriteLine($"{input,-14} {loss,-12} {string.Join(' ', columns)}");
    });
    FreshPages.Keep();
    Console.WriteLine();
}

Console.WriteLine($"""
    Forward and backward in single precision, {count} thread{(count > 1 ? "s" : "")}, interleaved in one process: a module by kernels in
    microseconds; how many times slower it is by operators, and how many times slower eager operators are (of
    cross-entropy: TorchSharp's own). On the left by the medians, on the right by the shortest runs.
    {(FreshPages.CanBeKept ? "From here on the allocator keeps the pages that are given back to it, for all of them alike." : "")}

    {"input",-14} {"loss",-12} {"kernels µs",12} {"operators",10} {"eager",8}   {"kernels µs",12} {"operators",10} {"eager",8}   {"pages",17}
    """);
Each(shapes, (input, loss, contest) =>
{
    var (medians, smallest) = contest.Run(contest.Elements > 1_000_000 ? 31 : 101);
    Console.WriteLine($"{input,-14} {loss,-12} {Columns(medians)}   {Columns(smallest)}   "
        + $"{string.Concat(contest.FreshPages().Select(one => $"{one,6}"))}");
});

Console.WriteLine();
FixedCosts.Print();
return 0;

void Each(long[][] inputs, Action<string, string, Contest> run)
{
    foreach (var shape in inputs)
    {
        foreach (var (module, eager) in losses)
        {
            using var contest = new Contest(module(), eager, shape);
            run(string.Join('×', shape), contest.Name, contest);
        }
    }
}

static string Columns(double[] times) => $"{times[0],12:F1} {times[1] / times[0],9:F2}× {times[2] / times[0],7:F2}×";
