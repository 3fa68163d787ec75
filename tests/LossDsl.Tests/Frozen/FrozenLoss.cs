// Never edit this file; see FrozenKernel.cs. Only the constructor's choices are the tests' own.
using System;
using System.Collections.Generic;
using LossDsl.Runtime;

namespace LossDsl.Tests.Frozen;

/// <summary>The class that goes with <see cref="FrozenKernel"/>.</summary>
public sealed class FrozenLoss : SoftmaxLoss
{
    private readonly LossPlan plan;
    private readonly double lambda;

    public FrozenLoss(
        double[] weights,
        double lambda = 0,
        Reduction reduction = Reduction.Mean,
        Denominator denominator = Denominator.Weights,
        bool knowsClasses = true,
        long? ignoreIndex = null)
    {
        this.lambda = lambda;
        plan = new LossPlan
        {
            Name = nameof(FrozenLoss),
            Components = ["CrossEntropy", "LogSumExpPenalty"],
            Denominators = [denominator, denominator == Denominator.Weights ? Denominator.Valid : denominator],
            Reduction = reduction,
            Classes = knowsClasses ? weights.Length : 0,
            IgnoreIndex = ignoreIndex,
            Scalars = 1,
            Slots = FrozenKernel.Slots,
            Tables = [weights],
        };
    }

    public override int? Classes => plan.Classes == 0 ? null : plan.Classes;

    public override IReadOnlyList<string> ComponentNames => plan.Components;

    public override ReadOnlySpan<double> ClassWeights => plan.Tables[0];

    public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs)
        => LossDriver.Evaluate<FrozenKernel>(plan, [lambda], in inputs, in outputs);

    public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
        => LossDriver.Evaluate<FrozenKernel>(plan, [lambda], in inputs, in outputs);
}
