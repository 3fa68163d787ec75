using System;
using System.ComponentModel;
using System.Linq;
using LossDsl.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

public abstract partial class LossModule
{
    /// <summary>P(y|x) in shape and type of the input, without a gradient.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor Probabilities(LinkOperators link, Tensor input)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return Probabilities(link, Link(input), null).MoveToOuterDisposeScope();
    }

    /// <summary>The same under another prior; that of the training set is the module's where it is not given.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor Probabilities(LinkOperators link, Tensor input, Tensor targetPrior, Tensor? trainingPrior = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var call = Link(input);
        var shift = ClassPriors.Shift(Given("target_prior", targetPrior, call), Prior(link, trainingPrior, call), call.Classes,
            Plan.Elementwise);
        return Probabilities(link, call, shift).MoveToOuterDisposeScope();
    }

    /// <summary>The class of the largest score of each row, 64-bit.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor PredictLargest(Tensor input)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var call = Link(input);
        return call.Largest(call.Scores).MoveToOuterDisposeScope();
    }

    /// <summary>The most probable class of each row by the link, 64-bit, or that of the largest P(y|x)/π_y.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor PredictByLink(LinkOperators link, Tensor input, bool balanced = false, Tensor? trainingPrior = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var call = Link(input);
        var values = Logarithm(link, call);
        if (balanced)
            values = values.add(call.PerClass(ClassPriors.Balance(Prior(link, trainingPrior, call), call.Classes)));
        return call.Largest(values).MoveToOuterDisposeScope();
    }

    /// <summary>Whether each score is above a threshold.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor PredictAbove(Tensor input, double threshold)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var call = Link(input);
        return call.Answers(call.Scores.gt(threshold)).MoveToOuterDisposeScope();
    }

    /// <summary>Whether P(y|x) of each element is above 1/2, or above π.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Tensor PredictElements(LinkOperators link, Tensor input, Tensor? trainingPrior = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var call = Link(input);
        var values = Logarithm(link, call);
        if (trainingPrior is not null)
        {
            var prior = Given("training_prior", trainingPrior, call);
            values = values.sub(call.PerClass(Array.ConvertAll(prior, share => Math.Log(share) - Math.Log(1 - share))));
        }

        return call.Answers(values.gt(0)).MoveToOuterDisposeScope();
    }

    /// <summary>P(y|x) on the CPU, of a link without formula.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected virtual void SpanProbabilities(Loss loss, ReadOnlySpan<double> logits, Span<double> probabilities, LogitShape shape)
        => throw new NotSupportedException("the link is a formula");

    private ModuleLink Link(Tensor input)
    {
        ThrowIfDisposed();
        return new ModuleLink(Plan, input);
    }

    private LossPlan Plan
        => (program.PlanOf(Declared, numbers: true) is { Elementwise: true } numbers ? numbers : program.PlanOf(Declared, numbers: false))
            ?? program.PlanOf(Declared, numbers: true)!;

    private Tensor Probabilities(LinkOperators link, ModuleLink call, double[]? shift)
    {
        var values = Logarithm(link, call);
        if (shift is not null)
            values = values.add(call.PerClass(shift));
        return call.Delivered(Plan.Elementwise ? values.sigmoid() : values.softmax(1));
    }

    private Tensor Logarithm(LinkOperators link, ModuleLink call)
    {
        var buffers = CurrentBuffers();
        var loss = classBuffers.Current(buffers);
        foreach (var index in link.Weights)
            LinkPlan.CheckWeights(program.ClassInputs[index], program.ClassInputsOf(loss)[index]);
        return call.Logarithm(link, buffers, Parameter,
            (logits, probabilities, shape) => SpanProbabilities(loss, logits, probabilities, shape));
    }

    /// <summary>A hyper-parameter as it is now.</summary>
    private double Parameter(int index)
    {
        Span<double> values = stackalloc double[program.Parameters.Count];
        program.ReadParameters(Declared, values);
        return program.Parameters[index].Learnable
            ? program.CheckParameter(index, get_parameter(program.Parameters[index].Name)!.to(ScalarType.Float64).item<double>())
            : values[index];
    }

    /// <summary>The class prior of the training set: as given, from the counts in the buffers, or as declared.</summary>
    private double[] Prior(LinkOperators link, Tensor? given, ModuleLink call)
        => given is not null ? Given("training_prior", given, call)
            : link.Counts >= 0 ? LinkPlan.Shares(ModuleLink.Numbers("class_counts", CurrentBuffers()[link.Counts]))
            : [.. link.DeclaredPrior];

    /// <summary>A prior that a call gives, checked under the name that it has there.</summary>
    private double[] Given(string argument, Tensor prior, ModuleLink call)
    {
        var shares = ModuleLink.Numbers(argument, prior);
        ClassPriors.Check(argument, shares, call.Classes, Plan.Elementwise);
        return shares;
    }
}
