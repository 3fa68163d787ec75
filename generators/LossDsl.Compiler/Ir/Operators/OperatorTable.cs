using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>One row per operator: value, derivative, kink, and text for every back end.</summary>
public static class OperatorTable
{
    private static readonly OperatorRow[] Rows =
    [
        new(Op.Constant, 0, new(Cost.Little, Range.OfOperands, Curve.OfOperands, Recognition.Arithmetic, "value")),
        new(Op.Parameter, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Arithmetic, "value")),
        new(Op.ClassCount, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Arithmetic, "value")) { Formula = "C" },
        new(Op.ClassIndex, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            LeafAxes = Axes.Class, Formula = "k", Tensor = "call.ClassIndex",
        },
        new(Op.ClassInput, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value")) { LeafAxes = Axes.Class },
        new(Op.Logits, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            LeafAxes = Axes.Batch | Axes.Class, Formula = "z", Tensor = "call.Logits",
        },
        new(Op.Seed, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value")) { LeafAxes = Axes.Batch },
        new(Op.IsLabel, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            LeafAxes = Axes.Batch | Axes.Class, Formula = "[k = y]", Tensor = "call.IsLabel",
        },
        new(Op.Input, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value")),
        new(Op.MatrixRow, 0, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            LeafAxes = Axes.Batch | Axes.Class,
        },

        new(Op.Neg, 1, new(Cost.Little, Range.OfOperands, new(Monotony.Falls, Curvature.Linear), Recognition.Arithmetic, "negative"))
        {
            Value = (a, _, _) => -a,
            Derivative = (_, adjoint, _) => -adjoint,
            Plain = "-{0}", Formula = "−{0}", Binds = Binding.Sign,
        },
        new(Op.Abs, 1, new(Cost.Little, Range.NonNegative, new(Monotony.Unknown, Curvature.Convex), Recognition.Telling, "value"))
        {
            Value = (a, _, _) => Math.Abs(a),
            Derivative = (self, adjoint, _) => Select(Less(self.A, self.Graph.Constant(0)), -adjoint,
                Select(Equal(self.A, self.Graph.Constant(0)), self.Graph.Constant(0), adjoint)),
            Note = "subgradient 0 at 0",
            Plain = "T.Abs({0})", Formula = "|{0}|",
        },
        new(Op.Sqrt, 1,
            new(Cost.Little, Range.NonNegative, new(Monotony.Rises, Curvature.Concave, From: 0), Recognition.Arithmetic, "power"))
        {
            Value = (a, _, _) => Math.Sqrt(a),
            Derivative = (self, adjoint, _) => Summands.Inside(adjoint, summand => 0.5 * summand / self),
            Note = "for a ≥ 0; infinite slope at 0",
            Plain = "T.Sqrt({0})", Formula = "√{0}", FormulaBinds = Binding.Power,
        },
        new(Op.Exp, 1, new(Cost.Transcendental, Range.Positive, new(Monotony.Rises, Curvature.Convex), Recognition.Arithmetic, "exp"))
        {
            Value = (a, _, _) => Math.Exp(a),
            Derivative = (self, adjoint, _) => Summands.Map(adjoint, summand => summand * self),
            Plain = "T.Exp({0})", Vector = "SimdMath.Exp({0})", Double = "Math.Exp({0})", Formula = "exp({0})",
        },
        new(Op.Log, 1,
            new(Cost.Transcendental, Range.Unknown, new(Monotony.Rises, Curvature.Concave, From: 0), Recognition.Arithmetic, "log"))
        {
            Value = (a, _, _) => Math.Log(a),
            Derivative = (self, adjoint, _) => Summands.Inside(adjoint, summand => summand / self.A),
            Note = "−∞ at 0, NaN below",
            Plain = "T.Log({0})", Vector = "SimdMath.Log({0})", Double = "Math.Log({0})", Formula = "log({0})",
        },
        new(Op.Log1p, 1,
            new(Cost.Transcendental, Range.Unknown, new(Monotony.Rises, Curvature.Concave, From: -1), Recognition.Arithmetic, "log"))
        {
            Value = (a, _, _) => Scalar.Log1p(a),
            Derivative = (self, adjoint, _) => Summands.Inside(adjoint, summand => summand / (1 + self.A)),
            Plain = "Real.Log1p({0})", Vector = "SimdMath.Log1p({0})", Formula = "log(1 + {0})",
        },
        new(Op.OneMinusExp, 1,
            new(Cost.Transcendental, Range.Unknown, new(Monotony.Falls, Curvature.Concave), Recognition.Arithmetic, "complement"))
        {
            Value = (a, _, _) => Scalar.OneMinusExp(a),
            Derivative = (self, adjoint, _) => Summands.Map(adjoint, summand => -(summand * Exp(self.A))),
            Note = "without cancellation near 0",
            Plain = "Real.OneMinusExp({0})", Vector = "SimdMath.OneMinusExp({0})", Formula = "1 − exp({0})", FormulaBinds = Binding.Sum,
        },
        new(Op.Todd, 1, new(Cost.Transcendental, Range.Unknown, new(Monotony.Rises, Curvature.Convex), Recognition.Telling, "todd"))
        {
            Value = (a, _, _) => Scalar.Todd(a),
            Derivative = (self, adjoint, _) => Summands.Map(adjoint, summand => summand * ToddSlope(self)),
            Note = "1 at 0, 0 at −∞; what AlgebraPass makes of x eˣ",
            Plain = "Real.Todd({0})", Vector = "SimdMath.Todd({0})", Formula = "Todd({0})",
        },
        new(Op.LogSigmoid, 1,
            new(Cost.Transcendental, Range.NonPositive, new(Monotony.Rises, Curvature.Concave), Recognition.Telling, "value"))
        {
            Value = (a, _, _) => Scalar.LogSigmoid(a),
            Derivative = (self, adjoint, _) => Summands.Map(adjoint, summand => summand * Exp(LogSigmoid(-self.A))),
            Note = "emitted code has what StableLogistic makes of it",
            Formula = "log σ({0})",
        },
        new(Op.Tanh, 1, new(Cost.Transcendental, Range.Unknown, new(Monotony.Rises, Curvature.Unknown), Recognition.Telling, "tanh"))
        {
            // 1 − tanh² as a product, which keeps its accuracy where tanh is nearly ±1.
            Value = (a, _, _) => Math.Tanh(a),
            Derivative = (self, adjoint, _) => 4 * adjoint * Exp(LogSigmoid(2 * self.A)) * Exp(LogSigmoid(-(2 * self.A))),
            Plain = "T.Tanh({0})", Vector = "SimdMath.Tanh({0})", Double = "Math.Tanh({0})", Formula = "tanh({0})",
        },
        new(Op.LogCosh, 1, new(Cost.Transcendental, Range.Unknown, new(Monotony.Unknown, Curvature.Convex), Recognition.Telling, "value"))
        {
            Value = (a, _, _) => Scalar.LogCosh(a),
            Derivative = (self, adjoint, _) => adjoint * Tanh(self.A),
            Note = "emitted code has what StableLogarithm makes of it",
            Formula = "log cosh({0})",
        },
        new(Op.Bennett, 1,
            new(Cost.Transcendental, Range.Unknown, new(Monotony.Rises, Curvature.Convex, From: 0), Recognition.Telling, "value"))
        {
            Value = (a, _, _) => Scalar.Bennett(a),
            Derivative = (self, adjoint, _) => adjoint * Log1p(self.A),
            Note = "for a ≥ 0; emitted code has what StableLogarithm makes of it",
            Formula = "h({0})",
        },

        new(Op.Add, 2, new(Cost.Little, Range.OfOperands, Curve.OfOperands, Recognition.Arithmetic, "sum"))
        {
            Value = (a, b, _) => a + b,
            Derivative = (_, adjoint, _) => adjoint,
            Plain = "{0} + {1}", Formula = "{0} + {1}", Binds = Binding.Sum,
        },
        new(Op.Sub, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Arithmetic, "sum"))
        {
            Value = (a, b, _) => a - b,
            Derivative = (_, adjoint, operand) => operand == 0 ? adjoint : -adjoint,
            Plain = "{0} - {1}", Formula = "{0} − {1}", Binds = Binding.Sum,
        },
        new(Op.Mul, 2, new(Cost.Little, Range.OfOperands, Curve.OfOperands, Recognition.Arithmetic, "product"))
        {
            Value = (a, b, _) => a * b,
            Derivative = (self, adjoint, operand) => adjoint * (operand == 0 ? self.B : self.A),
            Plain = "{0} * {1}", Formula = "{0} {1}", Binds = Binding.Product,
        },
        new(Op.Div, 2, new(Cost.Little, Range.OfOperands, Curve.OfOperands, Recognition.Arithmetic, "quotient"))
        {
            Value = (a, b, _) => a / b,
            Derivative = (self, adjoint, operand) => operand == 0 ? adjoint / self.B : -(adjoint * self / self.B),
            Plain = "{0} / {1}", Formula = "{0}/{1}", Binds = Binding.Product,
        },
        new(Op.Pow, 2, new(Cost.Transcendental, Range.OfOperands, Curve.OfOperands, Recognition.Arithmetic, "power"))
        {
            Value = (a, b, _) => Math.Pow(a, b),
            Derivative = (self, adjoint, operand) => operand == 0
                ? Summands.Inside(adjoint, summand => summand * self.B * Pow(self.A, self.B - 1))
                : adjoint * self * Log(Max(self.A, self.Graph.Constant(1e-37))),
            Note = "for a ≥ 0; the slope in b takes the logarithm of at least 1e-37, so that it is 0 at a = 0",
            Plain = "T.Pow({0}, {1})", Vector = "SimdMath.Pow({0}, {1})", Double = "Math.Pow({0}, {1})",
            Formula = "{0}^{1}", FormulaBinds = Binding.Power,
        },
        new(Op.Weigh, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "share"))
        {
            Value = (a, b, _) => a == 0 ? 0 : a * b,
            Derivative = (self, adjoint, operand) => adjoint * (operand == 0 ? self.B : self.A),
            Note = "0 where a = 0, whatever b; derivatives are finite there already",
            Plain = "Real.Weigh({0}, {1})", Vector = "SimdMath.Weigh({0}, {1})", Double = "Real.Weigh({0}, {1})",
            Formula = "{0} {1}", FormulaBinds = Binding.Product,
        },
        new(Op.Max, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = (a, b, _) => Math.Max(a, b),
            Derivative = (self, adjoint, operand) => Shared(self, adjoint, operand),
            Note = "a tie shares the gradient equally",
            Plain = "T.Max({0}, {1})", Double = "Math.Max({0}, {1})", Formula = "max({0}, {1})",
        },
        new(Op.Min, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = (a, b, _) => Math.Min(a, b),
            Derivative = (self, adjoint, operand) => Shared(self, adjoint, operand),
            Note = "a tie shares the gradient equally",
            Plain = "T.Min({0}, {1})", Double = "Math.Min({0}, {1})", Formula = "min({0}, {1})",
        },
        new(Op.JensenShannon, 3, new(Cost.Transcendental, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = Scalar.JensenShannon,
            Derivative = (self, adjoint, operand) =>
            {
                var slopes = new DivergenceSlopes(self.A, self.B, self.C);
                return adjoint * (operand == 0 ? slopes.InP : operand == 1 ? slopes.InT : slopes.InWeight(self));
            },
            Note = "for a, b > 0 and 0 < c < 1; emitted code has what StableDivergence makes of it",
            Formula = "JS_{2}({1}, {0})",
        },
        new(Op.Less, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "holds"))
        {
            Value = (a, b, _) => a < b ? 1 : 0,
            Derivative = (_, _, _) => null,
            Plain = "{0} < {1}", Vector = "V.Less({0}, {1})", Formula = "{0} < {1}", Binds = Binding.Comparison,
        },
        new(Op.Equal, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "holds"))
        {
            Value = (a, b, _) => a == b ? 1 : 0,
            Derivative = (_, _, _) => null,
            Plain = "{0} == {1}", Vector = "V.Equal({0}, {1})", Formula = "{0} = {1}", Binds = Binding.Comparison,
        },
        new(Op.Select, 3, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "choice"))
        {
            Value = (condition, a, b) => condition != 0 ? a : b,
            Derivative = (self, adjoint, operand) => operand switch
            {
                1 => Select(self.A, adjoint, self.Graph.Constant(0)),
                2 => Select(self.A, self.Graph.Constant(0), adjoint),
                _ => null,
            },
            Plain = "{0} ? {1} : {2}", Binds = Binding.Choice, FormulaBinds = Binding.Atom, Vector = "V.Select({0}, {1}, {2})",
                Tensor = "Select(call, {0}, {1}, {2})", Formula = "({1} if {0} else {2})",
        },

        .. ClassOperatorRows.All,
        new(Op.Stop, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = (a, _, _) => a,
            Derivative = (_, _, _) => null,
            Plain = "{0}", Formula = "stop({0})",
        },
        new(Op.Numerical, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = (_, b, _) => b,
            Derivative = (_, adjoint, operand) => operand == 0 ? null : adjoint,
            Note = "before OneForm only, which takes the formula or what is computed",
            Formula = "{0}",
        },
        new(Op.Rounded, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Value = (a, _, _) => a,
            Derivative = (_, adjoint, _) => adjoint,
            Note = "between StableSoftmax and the pass that erases it only",
            Formula = "{0}",
        },
        new(Op.Table, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Arithmetic, "value"))
        {
            Derivative = (_, _, _) => null,
        },
    ];

    private static readonly Dictionary<Op, OperatorRow> ByOp = Rows.ToDictionary(row => row.Op);

    /// <summary>Every row.</summary>
    public static IReadOnlyList<OperatorRow> All => Rows;

    /// <summary>The row of an operator.</summary>
    public static OperatorRow Row(Op op) => ByOp[op];

    /// <summary>The facts of an operator.</summary>
    public static OperatorFacts Facts(Op op) => ByOp[op].Facts;

    /// <summary>
    /// The slope of the Todd function T: T(x) (1 + (1 − T(x))/x), and its series where that cancels; 0 at −∞.
    /// </summary>
    private static Expr ToddSlope(Expr self)
    {
        var x = self.A;
        var square = x * x;
        var series = 0.5 + (x * ((1.0 / 6) - (square * ((1.0 / 180) - (square * ((1.0 / 5040) - ((1.0 / 151200) * square)))))));
        return Select(Less(Abs(x), self.Graph.Constant(0.1)), series, self * (1 + ((1 - self) / x)));
    }

    private static Expr Shared(Expr self, Expr adjoint, int operand)
    {
        var mine = operand == 0 ? self.A : self.B;
        return Select(Equal(self.A, self.B), 0.5 * adjoint, Select(Equal(mine, self), adjoint, self.Graph.Constant(0)));
    }
}
