using System;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// What the steps of each component divide by, as tensors in double precision: one number for everything, or one per row or
/// sample. A denominator is 0 only where nothing counts; what it would divide is 0 then.
/// </summary>
internal sealed class Denominators
{
    private readonly PreparedCall call;
    private readonly Counting counting;
    private readonly Lazy<Tensor> rowWeight;
    private readonly Device device;
    private readonly (double Number, Tensor? Tensor)?[] scales;

    /// <summary>The denominators of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="counting">What of it counts.</param>
    /// <param name="rowWeight">What each row adds to a weight sum; null without class weights.</param>
    public Denominators(PreparedCall call, Counting counting, Func<Tensor?> rowWeight)
    {
        this.call = call;
        this.counting = counting;
        device = counting.Device;
        scales = new (double, Tensor?)?[call.Plan.ComponentCount];
        this.rowWeight = new Lazy<Tensor>(() => rowWeight()?.to_type(ScalarType.Float64) ?? Ones());
    }

    /// <summary>What is given per row, divided as the component's steps say.</summary>
    public Tensor Scale(int component, Tensor perRow)
    {
        var (number, tensor) = scales[component] ??= Divisor(component);
        var type = perRow.dtype;
        if (tensor is null)
            return number == 1 ? perRow : TensorMath.Mul(perRow, 1 / number);
        Tensor factor, nothing;
        using (no_grad())
        {
            nothing = tensor.eq(Number(0));
            factor = where(nothing, Number(0), Number(1 / number).div(tensor)).to_type(type);
        }

        // 0 times what is infinite or NaN would be NaN.
        return where(nothing, zeros([1, 1, 1], type, device), perRow.mul(factor));
    }

    private (double Number, Tensor? Tensor) Divisor(int component)
    {
        using var _ = no_grad();
        var steps = call.Plan.StepsOf(component);
        var (number, tensor) = (1.0, (Tensor?)null);
        var samples = false;
        for (var i = 0; i < steps.Length; i++)
        {
            var step = steps[i];
            if (step.Reduction == Reduction.Mean)
            {
                if (call.Normalizer is { } given && (step.Denominator == Denominator.External || IsLastMean(steps, i)))
                {
                    number *= given;
                }
                else
                {
                    var (known, divisor) = step.Axis switch
                    {
                        Axis.Class => OfRow(step.Denominator),
                        Axis.Position => OfSample(step.Denominator),
                        _ => OfEverything(step.Denominator, samples || step.Axis == Axis.Sample),
                    };
                    number *= known;
                    tensor = divisor is null ? tensor : tensor is null ? divisor : tensor.mul(divisor);
                }
            }

            samples |= step.Axis == Axis.Position;
        }

        return (number, tensor);
    }

    private (double Number, Tensor? Tensor) OfRow(Denominator denominator) => denominator switch
    {
        Denominator.Batch => (call.Placement.Classes, null),
        Denominator.Valid => (1, counting.OpenElements),
        _ => (1, Share(denominator)),
    };

    private (double Number, Tensor? Tensor) OfSample(Denominator denominator) => denominator switch
    {
        Denominator.Batch => (call.Placement.Positions, null),
        Denominator.Valid when counting.Valid is null => (call.Placement.Positions, null),
        _ => (1, Share(denominator).expand(call.Placement.PerRow).sum(2, keepdim: true)),
    };

    private (double Number, Tensor? Tensor) OfEverything(Denominator denominator, bool samples)
    {
        var placement = call.Placement;
        var count = samples ? placement.Samples : placement.Rows;
        switch (denominator)
        {
            case Denominator.Batch:
            case Denominator.Valid when counting.Valid is null:
                return Known(count);
            case Denominator.Elements when counting.Valid is null && counting.Open is null:
                return Known(placement.Rows * placement.Classes);
            case Denominator.Valid when samples:
                return (1, counting.Valid!.any(2, keepdim: true).to_type(ScalarType.Float64).sum());
            default:
                return (1, Share(denominator).expand(placement.PerRow).sum());
        }
    }

    // An empty batch divides nothing.
    private static (double Number, Tensor? Tensor) Known(long count) => (count == 0 ? 1 : count, null);

    /// <summary>What a row adds to a denominator, (N,1,P) or what broadcasts to it.</summary>
    private Tensor Share(Denominator denominator)
    {
        var share = denominator switch
        {
            Denominator.Valid => Ones(),
            Denominator.Elements => counting.OpenElements,
            Denominator.Weights => rowWeight.Value,
            Denominator.SampleWeights => rowWeight.Value.mul(counting.SampleWeights.to_type(ScalarType.Float64)),
            _ => throw new ArgumentOutOfRangeException(nameof(denominator), denominator, "no share of a row"),
        };
        return counting.Valid is null ? share : where(counting.Valid, share, Number(0));
    }

    private static bool IsLastMean(ReadOnlySpan<AggregationStep> steps, int index)
    {
        for (var i = index + 1; i < steps.Length; i++)
        {
            if (steps[i].Reduction == Reduction.Mean)
                return false;
        }

        return true;
    }

    private Tensor Ones() => Number(1);

    private Tensor Number(double value) => tensor(value, ScalarType.Float64, device);
}
