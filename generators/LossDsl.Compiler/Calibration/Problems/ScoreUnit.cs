using System;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The unit of scores: how far a logit moves before the slopes of the losses change.</summary>
internal static class ScoreUnit
{
    private const int Least = -40;
    private const int LeastUsual = -6;
    private const int MostUsual = 4;
    private const int Most = 100;

    /// <summary>The unit in logits, a power of 2; 1 where the order of magnitude is that of logits.</summary>
    public static double Of(LossProgram program)
    {
        var n = program.Classes;
        var (z, losses, before, after) = (new double[n], new double[n], new double[n * n], new double[n * n]);
        double At(double distance)
        {
            // A kink at equal scores lies before the first step, which is large enough to be told from 0.
            for (var k = 0; k < n; k++)
                z[k] = distance * (k == 0 ? 0.5 : k == n - 1 ? -0.5 : 0.1);
            program.Evaluate(z, losses);
            program.Gradients(after);
            return after.Max(Math.Abs);
        }

        bool ChangesAt(double distance)
        {
            var size = At(distance / 2);
            Array.Copy(after, before, after.Length);
            size = Math.Max(size, At(distance));
            return after.Zip(before, (one, other) => Math.Abs(one - other)).Max() > 0.1 * size;
        }

        // Both ways: what is added to the scores of frequent classes leaves slopes nearly as they are where these lead already.
        bool Changes(int power) => ChangesAt(Math.Pow(2, power)) || ChangesAt(-Math.Pow(2, power));

        // Where slopes change in the ordinary range, as they do everywhere if they vanish or grow without bound at equal scores,
        // there is no reason for another unit.
        if (Enumerable.Range(LeastUsual, MostUsual - LeastUsual + 1).Any(Changes))
            return 1;
        foreach (var power in Enumerable.Range(Least, LeastUsual - Least).Reverse()
            .Concat(Enumerable.Range(MostUsual + 1, Most - MostUsual)))
        {
            if (Changes(power))
                return 4 * Math.Pow(2, power);
        }

        return 1;
    }
}
