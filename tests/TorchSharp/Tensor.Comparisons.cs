using static TorchSharp.Operators;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Comparisons, which broadcast; the result is of type Bool.</summary>
    public partial class Tensor
    {
        public Tensor eq(Scalar target) => Call("eq.Scalar", this, target);
        public Tensor eq(Tensor target) => Call("eq.Tensor", this, target);
        public Tensor eq_(Scalar target) => InPlace("eq_.Scalar", this, target);
        public Tensor eq_(Tensor target) => InPlace("eq_.Tensor", this, target);
        public Tensor ne(Scalar target) => Call("ne.Scalar", this, target);
        public Tensor ne(Tensor target) => Call("ne.Tensor", this, target);
        public Tensor ne_(Scalar target) => InPlace("ne_.Scalar", this, target);
        public Tensor ne_(Tensor target) => InPlace("ne_.Tensor", this, target);
        public Tensor lt(Scalar target) => Call("lt.Scalar", this, target);
        public Tensor lt(Tensor target) => Call("lt.Tensor", this, target);
        public Tensor lt_(Scalar target) => InPlace("lt_.Scalar", this, target);
        public Tensor lt_(Tensor target) => InPlace("lt_.Tensor", this, target);
        public Tensor le(Scalar target) => Call("le.Scalar", this, target);
        public Tensor le(Tensor target) => Call("le.Tensor", this, target);
        public Tensor le_(Scalar target) => InPlace("le_.Scalar", this, target);
        public Tensor le_(Tensor target) => InPlace("le_.Tensor", this, target);
        public Tensor gt(Scalar target) => Call("gt.Scalar", this, target);
        public Tensor gt(Tensor target) => Call("gt.Tensor", this, target);
        public Tensor gt_(Scalar target) => InPlace("gt_.Scalar", this, target);
        public Tensor gt_(Tensor target) => InPlace("gt_.Tensor", this, target);
        public Tensor ge(Scalar target) => Call("ge.Scalar", this, target);
        public Tensor ge(Tensor target) => Call("ge.Tensor", this, target);
        public Tensor ge_(Scalar target) => InPlace("ge_.Scalar", this, target);
        public Tensor ge_(Tensor target) => InPlace("ge_.Tensor", this, target);
        public Tensor isclose(Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
            Call("isclose", this, other, rtol, atol, nanEqual);

        public bool allclose(Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
            CallNumber("allclose", this, target, rtol, atol, equal_nan) != 0;

        /// <summary>Element by element, like eq; see <see cref="Equals(Tensor)"/> for one answer.</summary>
        public Tensor equal(Tensor target) => eq(target);
    }
}
