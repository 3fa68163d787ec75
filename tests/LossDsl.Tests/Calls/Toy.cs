using System;
using System.Linq;
using LossDsl.Runtime;

namespace LossDsl.Tests.Calls;

/// <summary>Calls of the driver with the toy loss, whatever the head, the targets and the type of the tensors.</summary>
internal static class Toy
{
    /// <summary>A plan that the driver can work with.</summary>
    public static LossPlan Plan(
        Head head = Head.Softmax,
        TargetKind targets = TargetKind.Labels,
        int classes = 0,
        Reduction reduction = Reduction.Mean,
        Denominator denominator = Denominator.Valid,
        AggregationStep[]? steps = null,
        KernelInput[]? inputs = null,
        long? ignoreIndex = null,
        bool elementValues = false,
        bool usesEpoch = false,
        RowSelection? selection = null,
        InputGradient[]? inputGradients = null,
        int leastClasses = 0) => new()
        {
            Name = "Toy",
            Components = ["Squares", "Penalty"],
            Denominators = [denominator, denominator],
            Reduction = reduction,
            Slots = 4,
            Head = head,
            Targets = targets,
            Classes = classes,
            Steps = steps is null ? null : [steps, steps],
            Inputs = inputs ?? [],
            IgnoreIndex = ignoreIndex,
            ElementValues = elementValues,
            UsesEpoch = usesEpoch,
            Selection = selection,
            InputGradients = inputGradients ?? [],
            LeastClasses = leastClasses,
        };

    /// <summary>The key of a row: its loss.</summary>
    public static LossPlan KeyPlan(Head head, TargetKind targets) => new()
    {
        Name = "Key",
        Components = ["Key"],
        Denominators = [Denominator.Valid],
        Reduction = Reduction.None,
        Slots = 2,
        Head = head,
        Targets = targets,
    };

    /// <summary>Evaluates the toy loss in plain loops.</summary>
    public static double Evaluate<T>(LossPlan plan, LossInputs<T> inputs, LossOutputs<T> outputs = default, params double[] parameters)
        where T : unmanaged
    {
        if (typeof(T) != typeof(double))
            inputs = inputs with { Execution = new Execution { Engine = Engine.PlainLoops } };
        return plan.Targets == TargetKind.Numbers
            ? LossDriver.Evaluate<ToyKernel<ToyNumbers>, ToyKernel<ToyNumbers>, T>(plan, parameters, in inputs, in outputs)
            : LossDriver.Evaluate<ToyKernel<ToyLabels>, ToyKernel<ToyLabels>, T>(plan, parameters, in inputs, in outputs);
    }

    /// <summary>Numbers that every type can store exactly.</summary>
    public static double[] Random(int count, int seed, double low = -2, double high = 2)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Math.Round(8 * (low + ((high - low) * random.NextDouble()))) / 8)];
    }

    /// <summary>The numbers in another type.</summary>
    public static T[] As<T>(double[] numbers)
        where T : unmanaged => Array.ConvertAll(numbers, Storage.Nearest<T>);
}
