using static TorchSharp.Operators;

namespace TorchSharp;

/// <summary>New tensors of the shape, and unless given the type and device, of another.</summary>
public static partial class torch
{
    public static Tensor empty_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.empty_like(dtype, device, requires_grad), names);

    public static Tensor zeros_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.zeros_like(dtype, device, requires_grad), names);

    public static Tensor ones_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.ones_like(dtype, device, requires_grad), names);

    public static Tensor full_like(
        Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Named(input.full_like(value, dtype, device, requires_grad), names);

    public static Tensor rand_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.rand_like(dtype, device, requires_grad);

    public static Tensor randn_like(
        Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        input.randn_like(dtype, device, requires_grad);

    public partial class Tensor
    {
        public Tensor empty_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("empty_like", this, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);

        public Tensor zeros_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("zeros_like", this, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);

        public Tensor ones_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("ones_like", this, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);

        public Tensor full_like(
            Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("full_like", this, value, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);

        public Tensor rand_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("rand_like", this, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);

        public Tensor randn_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Made(Call("randn_like", this, dtype, Argument.None, device, Argument.None, Argument.None), requires_grad, null);
    }
}
