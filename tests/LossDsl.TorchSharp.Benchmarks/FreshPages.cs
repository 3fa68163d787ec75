using System;
using System.Globalization;
using System.IO;
using System.Runtime.InteropServices;

namespace LossDsl.TorchSharp.Benchmarks;

/// <summary>
/// What the allocator of the C library does with large blocks, which is where libtorch has the memory of its tensors from. Each block
/// beyond a threshold is mapped anew and unmapped when it is given back, so that each page of each temporary is a fault, and is
/// cleared, before it is used. How long that takes hangs on what else the machine does.
/// </summary>
internal static class FreshPages
{
    private const int Steps = 5;

    // The parameters of mallopt, from malloc.h of the GNU C library.
    private const int TrimThreshold = -1;
    private const int MostMapped = -4;
    private const int MostArenas = -8;

    /// <summary>Whether <see cref="Keep"/> and <see cref="Of"/> are to be had: on Linux.</summary>
    public static bool CanBeKept => OperatingSystem.IsLinux();

    /// <summary>From now on blocks of every size come from one heap, which gives no page back to the system.</summary>
    public static void Keep()
    {
        foreach (var (parameter, value) in new[] { (MostMapped, 0), (TrimThreshold, int.MaxValue), (MostArenas, 1) })
        {
            if (Options(parameter, value) == 0)
                throw new InvalidOperationException($"mallopt({parameter}, {value}) was refused.");
        }
    }

    /// <summary>The page faults of one call, on average over some; 0 where they are not counted.</summary>
    public static long Of(Action action)
    {
        if (!CanBeKept)
            return 0;
        action();
        var before = Faults();
        for (var i = 0; i < Steps; i++)
            action();
        return (Faults() - before) / Steps;
    }

    // The tenth field of the line; the second, the name of the program in parentheses, may hold spaces.
    private static long Faults()
    {
        var line = File.ReadAllText("/proc/self/stat");
        return long.Parse(line[(line.LastIndexOf(')') + 2)..].Split(' ')[7], CultureInfo.InvariantCulture);
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    private static extern int Options(int parameter, int value);
}
