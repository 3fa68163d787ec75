using static TorchSharp.Operators;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Operators of two operands, which broadcast against each other; with _ in place.</summary>
    public partial class Tensor
    {
        public Tensor add(Scalar scalar) => Call("add.Scalar", this, scalar, 1);
        public Tensor add(Scalar scalar, Scalar alpha) => Call("add.Scalar", this, scalar, alpha);
        public Tensor add(Tensor target) => Call("add.Tensor", this, target, 1);
        public Tensor add(Tensor target, Scalar alpha) => Call("add.Tensor", this, target, alpha);
        public Tensor add_(Scalar scalar) => InPlace("add_.Scalar", this, scalar, 1);
        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace("add_.Scalar", this, scalar, alpha);
        public Tensor add_(Tensor target) => InPlace("add_.Tensor", this, target, 1);
        public Tensor add_(Tensor target, Scalar alpha) => InPlace("add_.Tensor", this, target, alpha);
        public Tensor sub(Scalar target) => Call("sub.Scalar", this, target, 1);
        public Tensor sub(Tensor target) => Call("sub.Tensor", this, target, 1);
        public Tensor sub_(Scalar target) => InPlace("sub_.Scalar", this, target, 1);
        public Tensor sub_(Tensor target) => InPlace("sub_.Tensor", this, target, 1);
        public Tensor mul(Scalar target) => Call("mul.Scalar", this, target);
        public Tensor mul(Tensor target) => Call("mul.Tensor", this, target);
        public Tensor mul_(Scalar target) => InPlace("mul_.Scalar", this, target);
        public Tensor mul_(Tensor target) => InPlace("mul_.Tensor", this, target);
        public Tensor multiply(Scalar target) => Call("mul.Scalar", this, target);
        public Tensor multiply(Tensor target) => Call("mul.Tensor", this, target);
        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Call("div.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Call("div.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Call("div.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Call("div.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Scalar_mode", this, target, Text(rounding_mode));

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace("div_.Tensor_mode", this, target, Text(rounding_mode));

        public Tensor subtract(Scalar target) => Call("sub.Scalar", this, target, 1);
        public Tensor subtract(Tensor target) => Call("sub.Tensor", this, target, 1);
        public Tensor subtract_(Scalar target) => InPlace("sub_.Scalar", this, target, 1);
        public Tensor subtract_(Tensor target) => InPlace("sub_.Tensor", this, target, 1);
        public Tensor pow(Scalar exponent) => Call("pow.Tensor_Scalar", this, exponent);
        public Tensor pow(Tensor exponent) => Call("pow.Tensor_Tensor", this, exponent);
        public Tensor remainder(Scalar scalar) => Call("remainder.Scalar", this, scalar);
        public Tensor remainder(Tensor target) => Call("remainder.Tensor", this, target);
        public Tensor xlogy(Scalar y) => Call("xlogy.Scalar_Other", this, y);
        public Tensor xlogy(Tensor y) => Call("xlogy.Tensor", this, y);
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Call("clamp", this, min, max);
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Call("clamp.Tensor", this, min, max);
        public Tensor clamp_min(Scalar min) => Call("clamp_min", this, min);
        public Tensor clamp_max(Scalar max) => Call("clamp_max", this, max);
        public Tensor logical_and(Tensor other) => Call("logical_and", this, other);
        public Tensor bitwise_and(Tensor other) => Call("bitwise_and.Tensor", this, other);
        public Tensor logical_or(Tensor other) => Call("logical_or", this, other);
        public Tensor bitwise_or(Tensor other) => Call("bitwise_or.Tensor", this, other);
        public Tensor logical_xor(Tensor other) => Call("logical_xor", this, other);
        public Tensor bitwise_xor(Tensor other) => Call("bitwise_xor.Tensor", this, other);
        public Tensor pow_(Scalar exponent) => InPlace("pow_.Scalar", this, exponent);
        public Tensor pow_(Tensor exponent) => InPlace("pow_.Tensor", this, exponent);
        public Tensor remainder_(Scalar scalar) => InPlace("remainder_.Scalar", this, scalar);
        public Tensor remainder_(Tensor target) => InPlace("remainder_.Tensor", this, target);
        public Tensor xlogy_(Scalar y) => InPlace("xlogy_.Scalar_Other", this, y);
        public Tensor xlogy_(Tensor y) => InPlace("xlogy_.Tensor", this, y);
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => InPlace("clamp_", this, min, max);
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => InPlace("clamp_.Tensor", this, min, max);
        public Tensor clamp_min_(Scalar min) => InPlace("clamp_min_", this, min);
        public Tensor clamp_max_(Scalar max) => InPlace("clamp_max_", this, max);
        public Tensor logical_and_(Tensor other) => InPlace("logical_and_", this, other);
        public Tensor bitwise_and_(Tensor other) => InPlace("bitwise_and_.Tensor", this, other);
        public Tensor logical_or_(Tensor other) => InPlace("logical_or_", this, other);
        public Tensor bitwise_or_(Tensor other) => InPlace("bitwise_or_.Tensor", this, other);
        public Tensor logical_xor_(Tensor other) => InPlace("logical_xor_", this, other);
        public Tensor bitwise_xor_(Tensor other) => InPlace("bitwise_xor_.Tensor", this, other);
        public Tensor maximum(Tensor other) => Call("maximum", this, other);
        public Tensor minimum(Tensor other) => Call("minimum", this, other);
        public Tensor fmax(Tensor other) => Call("fmax", this, other);
        public Tensor fmin(Tensor other) => Call("fmin", this, other);
        public Tensor atan2(Tensor other) => Call("atan2", this, other);
        public Tensor logaddexp(Tensor other) => Call("logaddexp", this, other);
        public Tensor lerp(Tensor end, Tensor weight) => Call("lerp.Tensor", this, end, weight);
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Call("addcmul", this, tensor1, tensor2, value);
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace("addcmul_", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Call("addcdiv", this, tensor1, tensor2, value);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace("addcdiv_", this, tensor1, tensor2, value);
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, 1);
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, 1);
    }
}
