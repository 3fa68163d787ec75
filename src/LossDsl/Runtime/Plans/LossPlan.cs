using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;

namespace LossDsl.Runtime;

/// <summary>What an instance of a declared loss fixes once and for all; made by the generated constructor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class LossPlan
{
    private KernelConstants? constants;
    private AggregationStep[][]? steps;
    private AggregationStep[][]? plainSteps;
    private IReadOnlyList<string> components = [];
    private IReadOnlyList<KernelInput> inputs = [];
    private int inputBits;

    /// <summary>The name of the loss, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The names of the components, the loss proper first.</summary>
    public required IReadOnlyList<string> Components
    {
        get => components;
        init
        {
            components = value;
            ComponentCount = value.Count;
        }
    }

    /// <summary>What the mean of each component divides by, unless <see cref="Steps"/> say it.</summary>
    public required IReadOnlyList<Denominator> Denominators { get; init; }

    /// <summary>How rows become one number.</summary>
    public required Reduction Reduction { get; init; }

    /// <summary>
    /// How each component is aggregated, innermost axis first; an axis without a step is summed. Null, or no steps for a
    /// component, means one step over everything, by <see cref="Reduction"/> and <see cref="Denominators"/>.
    /// </summary>
    public AggregationStep[][]? Steps
    {
        get => steps;
        init => steps = value is null ? null : Check.Steps(Name, value);
    }

    /// <summary>How scores become probabilities.</summary>
    public Head Head { get; init; }

    /// <summary>
    /// What the kernel takes as targets: <see cref="TargetKind.Labels"/>, of either width, or <see cref="TargetKind.Numbers"/>.
    /// </summary>
    public TargetKind Targets { get; init; }

    /// <summary>The inputs that every call has to give: class mask, feature norms, variances. Others are refused.</summary>
    public IReadOnlyList<KernelInput> Inputs
    {
        get => inputs;
        init
        {
            inputs = value;
            foreach (var input in value)
                inputBits |= 1 << (int)input;
        }
    }

    /// <summary>Whether the loss follows a schedule, so that every call gives the epoch.</summary>
    public bool UsesEpoch { get; init; }

    /// <summary>Whether the loss has no reduction and one value per element, not per row.</summary>
    public bool ElementValues { get; init; }

    /// <summary>Which rows count, if not all valid ones do.</summary>
    public RowSelection? Selection { get; init; }

    /// <summary>The gradients with respect to inputs that calls may ask for.</summary>
    public IReadOnlyList<InputGradient> InputGradients { get; init; } = [];

    /// <summary>The number of classes if it is known at construction, else 0.</summary>
    public int Classes { get; init; }

    /// <summary>The least number of classes for which the loss has a meaning, if it is more than its head needs.</summary>
    public int LeastClasses { get; init; }

    /// <summary>The label of rows to skip, if there is one.</summary>
    public long? IgnoreIndex { get; init; }

    /// <summary>How many scalars <see cref="ILossKernel.Prepare"/> computes.</summary>
    public int Scalars { get; init; }

    /// <summary>
    /// How many slots a row has. The first are the seeds of the components, set by the driver; then come the values of
    /// the components, set by the kernel; the rest is the kernel's own.
    /// </summary>
    public required int Slots { get; init; }

    /// <summary>Tables of constants per class, computed in double precision.</summary>
    public double[][] Tables
    {
        get;
        init
        {
            for (var table = 0; table < value.Length; table++)
                Check.Table(Name, value[table]);
            field = value;
        }
    } = [];

    /// <summary>Matrices (C,C) of constants, row after row: an entry per label and class.</summary>
    public double[][] Matrices
    {
        get;
        init
        {
            foreach (var matrix in value)
                Check.MatrixTable(Name, matrix);
            field = value;
        }
    } = [];

    /// <summary>Whether the loss is a sum of losses of elements: every head but the softmax.</summary>
    public bool Elementwise => Head != Head.Softmax;

    /// <summary>The number of components.</summary>
    public int ComponentCount { get; private init; }

    /// <summary>What kernels read of it; made by the first call, so that two at once may make two of them.</summary>
    internal KernelConstants Constants
        => constants ??= new KernelConstants { Tables = Tables, Matrices = Matrices, Scalars = Scalars, Slots = Slots };

    /// <summary>The steps of a component; none for a plain sum and for a loss without reduction.</summary>
    public ReadOnlySpan<AggregationStep> StepsOf(int component)
    {
        if (Reduction == Reduction.None)
            return default;
        if (steps is not null && steps[component].Length > 0)
            return steps[component];
        plainSteps ??= [.. Denominators.Select(denominator => (AggregationStep[])[new(Axis.All, Reduction, denominator)])];
        return plainSteps[component];
    }

    /// <summary>Whether the call's inputs must include this one.</summary>
    public bool Requires(KernelInput input) => (inputBits >> (int)input & 1) != 0;

    /// <summary>The inputs that kernels require: bit i for the <see cref="KernelInput"/> of that number.</summary>
    internal int RequiredInputs => inputBits;

    /// <summary>The gradient with respect to an input, if there is one.</summary>
    public InputGradient? GradientOf(KernelInput input)
    {
        for (var i = 0; i < InputGradients.Count; i++)
        {
            if (InputGradients[i].Input == input)
                return InputGradients[i];
        }

        return null;
    }
}
