using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <summary>
/// The operators of losses over tensors, spelled as in the formulas. Each gives a new tensor, can be differentiated, and leaves
/// nothing behind but its result; what it is given stays its caller's.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class TensorMath
{
    // The axis of the classes in (N,C,P).
    private const int ClassAxis = 1;
    // What TorchSharp scales the second term of a sum by. Where it is not given, TorchSharp makes one that nothing holds while
    // native code reads it.
    private static readonly Scalar One = 1;

    /// <summary>−a.</summary>
    public static Tensor Neg(Tensor a) => a.neg();

    /// <summary>|a|, with the slope 0 at 0.</summary>
    public static Tensor Abs(Tensor a) => a.abs();

    /// <summary>√a.</summary>
    public static Tensor Sqrt(Tensor a) => a.sqrt();

    /// <summary>e^a.</summary>
    public static Tensor Exp(Tensor a) => a.exp();

    /// <summary>log a; −∞ at 0.</summary>
    public static Tensor Log(Tensor a) => a.log();

    /// <summary>log(1 + a).</summary>
    public static Tensor Log1p(Tensor a) => a.log1p();

    /// <summary>tanh a.</summary>
    public static Tensor Tanh(Tensor a) => a.tanh();

    /// <summary>log(1/(1 + e^(−a))).</summary>
    public static Tensor LogSigmoid(Tensor a) => a.log_sigmoid();

    /// <summary>1 − e^a, without cancellation near 0.</summary>
    public static Tensor OneMinusExp(Tensor a)
    {
        using var minus = a.expm1();
        return minus.neg();
    }

    /// <summary>a + b.</summary>
    public static Tensor Add(Tensor a, Tensor b) => a.add(b, One);

    /// <inheritdoc cref="Add(Tensor, Tensor)"/>
    public static Tensor Add(Tensor a, double b)
    {
        using Scalar number = b;
        return a.add(number, One);
    }

    /// <inheritdoc cref="Add(Tensor, Tensor)"/>
    public static Tensor Add(double a, Tensor b) => Add(b, a);

    /// <summary>a − b.</summary>
    public static Tensor Sub(Tensor a, Tensor b) => a.sub(b);

    /// <inheritdoc cref="Sub(Tensor, Tensor)"/>
    public static Tensor Sub(Tensor a, double b) => Add(a, -b);

    /// <inheritdoc cref="Sub(Tensor, Tensor)"/>
    public static Tensor Sub(double a, Tensor b)
    {
        using var number = NumberLike(b, a);
        return number.sub(b);
    }

    /// <summary>a·b.</summary>
    public static Tensor Mul(Tensor a, Tensor b) => a.mul(b);

    /// <inheritdoc cref="Mul(Tensor, Tensor)"/>
    public static Tensor Mul(Tensor a, double b)
    {
        using Scalar number = b;
        return a.mul(number);
    }

    /// <inheritdoc cref="Mul(Tensor, Tensor)"/>
    public static Tensor Mul(double a, Tensor b) => Mul(b, a);

    /// <summary>a/b.</summary>
    public static Tensor Div(Tensor a, Tensor b) => a.div(b);

    /// <inheritdoc cref="Div(Tensor, Tensor)"/>
    public static Tensor Div(Tensor a, double b)
    {
        using Scalar number = b;
        return a.div(number);
    }

    /// <inheritdoc cref="Div(Tensor, Tensor)"/>
    public static Tensor Div(double a, Tensor b)
    {
        using var number = NumberLike(b, a);
        return number.div(b);
    }

    /// <summary>a^b for a ≥ 0.</summary>
    public static Tensor Pow(Tensor a, Tensor b)
    {
        if (!is_grad_enabled() || !a.requires_grad)
            return a.pow(b);
        // At 0 the slope of a power below 1 is infinite, and would make NaN of the 0 that it is multiplied by: there it is 0.
        using var nothing = Equal(a, 0);
        using var one = NumberLike(a, 1);
        using var somewhere = where(nothing, one, a);
        using var power = somewhere.pow(b);
        using var constant = a.detach();
        using var there = constant.pow(b);
        return where(nothing, there, power);
    }

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static Tensor Pow(Tensor a, double b)
    {
        if (b < 1 && is_grad_enabled() && a.requires_grad)
        {
            using var exponent = NumberLike(a, b);
            return Pow(a, exponent);
        }

        using Scalar number = b;
        return a.pow(number);
    }

    /// <inheritdoc cref="Pow(Tensor, Tensor)"/>
    public static Tensor Pow(double a, Tensor b)
    {
        using var number = NumberLike(b, a);
        return number.pow(b);
    }

    /// <summary>The larger of a and b; a tie shares the gradient.</summary>
    public static Tensor Max(Tensor a, Tensor b) => a.maximum(b);

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static Tensor Max(Tensor a, double b)
    {
        using var number = NumberLike(a, b);
        return a.maximum(number);
    }

    /// <inheritdoc cref="Max(Tensor, Tensor)"/>
    public static Tensor Max(double a, Tensor b) => Max(b, a);

    /// <summary>The smaller of a and b; a tie shares the gradient.</summary>
    public static Tensor Min(Tensor a, Tensor b) => a.minimum(b);

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static Tensor Min(Tensor a, double b)
    {
        using var number = NumberLike(a, b);
        return a.minimum(number);
    }

    /// <inheritdoc cref="Min(Tensor, Tensor)"/>
    public static Tensor Min(double a, Tensor b) => Min(b, a);

    /// <summary>A number as a tensor without dimensions, in the type and on the device of another.</summary>
    private static Tensor NumberLike(Tensor like, double number)
    {
        using Scalar scalar = number;
        return full([], scalar, dtype: like.dtype, device: like.device);
    }
}
