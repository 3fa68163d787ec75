using System;

namespace LossDsl.Compiler;

/// <content>The compass, which needs no slopes: for where they lead nowhere, and where some scores are far out.</content>
internal sealed partial class RiskMinimiser
{
    private const int MostMoves = 300;
    private const int MostMovesInBox = 1000;
    private const double FarthestScore = 60;

    /// <summary>Descends from scores of which some are far out, and stay so: only what is free moves.</summary>
    /// <param name="posterior">The posterior.</param>
    /// <param name="scores">The scores of all classes to start at, which are replaced by those where it ends.</param>
    /// <param name="free">The classes whose scores move.</param>
    /// <param name="scale">The size of the losses.</param>
    /// <returns>The risk there.</returns>
    public double DescendFarOut(double[] posterior, double[] scores, int[] free, double scale)
    {
        LossesOfAll(scores, losses);
        return Compass(posterior, scores, free, Risk(posterior, losses), scale);
    }

    /// <summary>Steps to the neighbours of a shrinking grid, all directions at once.</summary>
    private double Compass(double[] posterior, double[] start, int[] free, double risk, double scale)
    {
        var step = IsBoxed ? domain / 16 : 0.5;
        for (var moves = 0; moves < (IsBoxed ? MostMovesInBox : MostMoves) && step > 1e-6; moves++)
        {
            var better = false;
            var count = (int)Math.Pow(3, free.Length);
            for (var code = 0; code < count; code++)
            {
                var rest = code;
                var inside = true;
                Array.Copy(start, trial, start.Length);
                foreach (var i in free)
                {
                    trial[i] = Clipped(start[i] + (step * ((rest % 3) - 1)));
                    inside &= IsBoxed || Math.Abs(trial[i]) <= FarthestScore || Math.Abs(start[i]) > FarthestScore;
                    rest /= 3;
                }

                if (!inside)
                    continue;
                LossesOfAll(trial, losses);
                var there = Risk(posterior, losses);
                if (there < risk - (1e-13 * scale))
                {
                    risk = there;
                    Array.Copy(trial, start, start.Length);
                    better = true;
                    break;
                }
            }

            if (!better)
                step /= 4;
            else if (step < (IsBoxed ? domain / 16 : 4))
                step *= 2;
        }

        return risk;
    }
}
