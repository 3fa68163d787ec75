using System;
using System.Numerics;
using LossDsl.Runtime;

namespace LossDsl.Tests.Inlining;

/// <summary>A kernel of one sweep.</summary>
internal readonly struct ProbeKernel<TFormula> : ILossKernel
    where TFormula : IFormula
{
    public static bool TakesLanes => true;

    /// <summary>Runs it on a few rows.</summary>
    public static void Run(int classes, int bits, int positions = 1)
    {
        var plan = new LossPlan
        {
            Name = "Probe",
            Components = ["Probe"],
            Denominators = [Denominator.Valid],
            Reduction = Reduction.Sum,
            Slots = 2,
        };
        LossDriver.Evaluate<ProbeKernel<TFormula>>(
            plan,
            [],
            new LossInputs<float>(new float[3 * classes * positions], new int[3 * positions])
            {
                Shape = new LogitShape(3, classes, positions),
                Execution = new Execution { VectorBits = bits },
            },
            new LossOutputs<float> { Gradient = new float[3 * classes * positions] });
    }

    public static void Prepare(in KernelCall call, Span<double> scalars)
    {
    }

    public static void Block<V>(in RowBlock block)
        where V : struct, ISimd<V> => Block<V, ClassLanes<V>>(in block);

    public static void Block<V, L>(in RowBlock block)
        where V : struct, ISimd<V>
        where L : struct, ILanes<V> => Sweeps.Run<V, L, ProbeSweep<V, TFormula>>(in block);

    public static void Row<T>(in PlainRow<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => throw new NotSupportedException();
}
