using System.Collections.Generic;
using LossDsl.Runtime;

namespace LossDsl.Tests.Calls;

/// <summary>A class with both forms, as the generator writes it.</summary>
internal sealed class ToyMultilabel(int classes, Reduction reduction = Reduction.Mean) : SigmoidLoss, INumberTargets, IIndexTargets
{
    public override int? Classes => classes == 0 ? null : classes;

    public override IReadOnlyList<string> ComponentNames => Plan(numbers: true).Components;

    public LossPlan Plan(bool numbers) => Toy.Plan(
        Head.Sigmoid,
        numbers ? TargetKind.Numbers : TargetKind.Labels,
        classes,
        reduction,
        elementValues: reduction == Reduction.None);

    public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs)
        => (float)Toy.Evaluate(Plan(inputs.Kind == TargetKind.Numbers), inputs, outputs);

    public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
        => Toy.Evaluate(Plan(inputs.Kind == TargetKind.Numbers), inputs, outputs);
}

/// <summary>A regression that asks for variances, which have no effect on it, and the epoch.</summary>
internal sealed class ToyRegression : RegressionLoss, INumberTargets
{
    private static readonly LossPlan Plan = Toy.Plan(
        Head.Identity,
        TargetKind.Numbers,
        inputs: [KernelInput.Variances],
        usesEpoch: true,
        inputGradients: [new InputGradient<ToyConstant> { Input = KernelInput.Variances,
            Plan = Toy.Plan(Head.Identity, TargetKind.Numbers) }]);

    public override int? Classes => null;

    public override IReadOnlyList<string> ComponentNames => Plan.Components;

    public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs)
        => (float)Toy.Evaluate(Plan, inputs, outputs);

    public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
    {
        Check.Epoch(nameof(ToyRegression), inputs.Epoch);
        return Toy.Evaluate(Plan, inputs, outputs);
    }
}

/// <summary>A softmax loss with soft targets, which asks for a class mask and feature norms.</summary>
internal sealed class ToySoft(double wrong = 1) : SoftmaxLoss, INumberTargets
{
    private static readonly LossPlan Plan =
        Toy.Plan(targets: TargetKind.Numbers, reduction: Reduction.None, inputs: [KernelInput.ClassMask, KernelInput.FeatureNorms]);

    public override int? Classes => null;

    public override IReadOnlyList<string> ComponentNames => Plan.Components;

    public override float Evaluate(in LossInputs<float> inputs, in LossOutputs<float> outputs)
        => (float)Toy.Evaluate(Plan, inputs, outputs);

    public override double Evaluate(in LossInputs<double> inputs, in LossOutputs<double> outputs)
    {
        var value = Toy.Evaluate(Plan, inputs, outputs);
        foreach (ref var derivative in outputs.Gradient)
            derivative *= wrong;
        return value;
    }
}
