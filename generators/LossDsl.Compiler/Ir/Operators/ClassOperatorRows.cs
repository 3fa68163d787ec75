using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>The operators along the axis of the classes: at the label, and over all.</summary>
internal static class ClassOperatorRows
{
    public static readonly OperatorRow[] All =
    [
        new(Op.AtLabel, 1, new(Cost.Little, Range.OfOperands, Curve.OfOperands, Recognition.Telling, "atLabel"))
        {
            Derivative = (self, adjoint, _) => Select(self.Graph.Leaf(Op.IsLabel), adjoint, self.Graph.Constant(0)),
            Tensor = "AtLabel({0}, call.Labels)",
        },
        new(Op.PutAtLabel, 2, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "withLabel"))
        {
            Derivative = (self, adjoint, operand) => operand == 0
                ? Select(self.Graph.Leaf(Op.IsLabel), self.Graph.Constant(0), adjoint)
                : Select(self.Graph.Leaf(Op.IsLabel), adjoint, self.Graph.Constant(0)),
            Note = "what PutAtLabels makes for tensor operators",
            Tensor = "PutAtLabel(call, {0}, {1})",
        },
        new(Op.SumClass, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "sum"))
        {
            Derivative = (_, adjoint, _) => adjoint,
            Tensor = "SumClass(call, {0})", Formula = "Σ_k {0}", FormulaBinds = Binding.Product,
        },
        new(Op.MaxClass, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "max"))
        {
            Derivative = (self, adjoint, _) =>
            {
                var top = Select(Equal(self.A, self), self.Graph.Constant(1), self.Graph.Constant(0));
                return top * (adjoint / SumClass(top));
            },
            Note = "a tie shares the gradient equally",
            Formula = "max_k {0}", FormulaBinds = Binding.Product,
        },
        new(Op.LogSoftmax, 1, new(Cost.Little, Range.NonPositive, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Derivative = (self, adjoint, _) => SoftmaxDerivative.OfLogSoftmax(self, adjoint),
        },
        new(Op.LogSumExp, 1, new(Cost.Little, Range.Unknown, Curve.OfOperands, Recognition.Telling, "value"))
        {
            Derivative = (self, adjoint, _) => adjoint * Exp(LogSoftmax(self.A)),
        },
    ];
}
