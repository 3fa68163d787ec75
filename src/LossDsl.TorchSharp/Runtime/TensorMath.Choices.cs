using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <content>Comparisons, choices and shares.</content>
public static partial class TensorMath
{
    /// <summary>Whether a &lt; b, boolean.</summary>
    public static Tensor Less(Tensor a, Tensor b) => a.lt(b);

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor Less(Tensor a, double b)
    {
        using Scalar number = b;
        return a.lt(number);
    }

    /// <inheritdoc cref="Less(Tensor, Tensor)"/>
    public static Tensor Less(double a, Tensor b)
    {
        using Scalar number = a;
        return b.gt(number);
    }

    /// <summary>Whether a = b, boolean.</summary>
    public static Tensor Equal(Tensor a, Tensor b) => a.eq(b);

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(Tensor a, double b)
    {
        using Scalar number = b;
        return a.eq(number);
    }

    /// <inheritdoc cref="Equal(Tensor, Tensor)"/>
    public static Tensor Equal(double a, Tensor b) => Equal(b, a);

    /// <summary>a where the condition holds, else b.</summary>
    public static Tensor Select(OperatorCall call, Tensor condition, Tensor a, Tensor b) => where(condition, a, b);

    /// <inheritdoc cref="Select(OperatorCall, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(OperatorCall call, Tensor condition, Tensor a, double b)
    {
        using var number = NumberLike(a, b);
        return where(condition, a, number);
    }

    /// <inheritdoc cref="Select(OperatorCall, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(OperatorCall call, Tensor condition, double a, Tensor b)
    {
        using var number = NumberLike(b, a);
        return where(condition, number, b);
    }

    /// <inheritdoc cref="Select(OperatorCall, Tensor, Tensor, Tensor)"/>
    public static Tensor Select(OperatorCall call, Tensor condition, double a, double b)
    {
        if (a == 1 && b == 0)
            return condition.to_type(call.Logits.dtype);
        using var first = NumberLike(call.Logits, a);
        using var second = NumberLike(call.Logits, b);
        return where(condition, first, second);
    }

    /// <summary>a·b, and 0 where a is 0, whatever b.</summary>
    public static Tensor Weigh(Tensor a, Tensor b)
    {
        using var nothing = Equal(a, 0);
        using Scalar zero = 0.0;
        using var something = b.masked_fill(nothing, zero);
        return a.mul(something);
    }

    /// <inheritdoc cref="Weigh(Tensor, Tensor)"/>
    public static Tensor Weigh(Tensor a, double b) => Mul(a, b);

    /// <summary>
    /// a/(1 − e^(−a)) for a ≤ 0, such as the logarithm of a probability: 1 at 0, 0 at −∞. The quotient is exact, yet its slope
    /// cancels near 0, so that a series stands there where something is differentiated.
    /// </summary>
    public static Tensor Todd(Tensor a)
    {
        using Scalar lowest = LowestExponent;
        using Scalar highest = -SmallestStep;
        using var finite = a.clamp(lowest, highest);
        using var power = finite.exp();
        using var product = finite.mul(power);
        using var minus = finite.expm1();
        if (!is_grad_enabled() || !a.requires_grad)
            return product.div(minus);
        using var quotient = product.div(minus);
        using var small = ToddNearZero(a);
        using var near = Less(-NearZero, a);
        return where(near, small, quotient);
    }

    // Below, e^a is 0 in either precision; above, a/(1 − e^(−a)) is 1.
    private const double LowestExponent = -1000;
    private const double SmallestStep = 1e-30;
    private const double NearZero = 0.05;

    /// <summary>1 + a/2 + a²/12 − a⁴/720 + a⁶/30240, to double precision where |a| ≤ 0.05.</summary>
    private static Tensor ToddNearZero(Tensor a)
    {
        using Scalar nearest = -NearZero;
        using var bounded = a.clamp_min(nearest);
        using var square = bounded.mul(bounded);
        using var sixth = Mul(square, 1 / 30240.0);
        using var fourth = Sub(sixth, 1 / 720.0);
        using var inner = fourth.mul(square);
        using var second = Add(inner, 1 / 12.0);
        using var even = second.mul(square);
        using var half = Mul(bounded, 0.5);
        using var sum = Add(half, even);
        return Add(sum, 1);
    }
}
