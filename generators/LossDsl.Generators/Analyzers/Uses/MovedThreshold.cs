using System;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>LDSL603: scores compared with 0, or their sigmoid with one half, of a sigmoid loss whose threshold is elsewhere.</summary>
internal static class MovedThreshold
{
    /// <summary>Looks at every comparison.</summary>
    public static void Report(UseContext context)
    {
        foreach (var operation in context.Body.Operations)
        {
            if (Compared(operation) is not ({ } left, { ConstantValue.Value: { } constant }))
                continue;
            var activation = Activation.Of(MethodBody.Unconverted(left), context.Body) is { IsSoftmax: false, Input: not null } sigmoid
                ? sigmoid : null;
            var scores = activation?.Input ?? BufferOf(left);
            if (!IsNumber(constant, activation is null ? 0 : 0.5)
                || context.TrainedBy(context.Body.VariableOf(scores)) is not { } call
                || context.LossOf(call) is not
                {
                    Declaration:
                    {
                        Head: Heads.Sigmoid, Goal: not Goal.None
                    and not Goal.BalancedAccuracy
                    }
                } loss)
                continue;
            var verdicts = context.Verdicts(loss);
            if (verdicts.Accuracy.Kind == VerdictKind.Violated && verdicts.Link.Kind != LinkKind.None)
                context.Report(
                    UseRules.LargestScore, operation.Syntax, null,
                    loss.Name, $"'{operation.Syntax}'", "accuracy", call.IsTensor ? "Predict of its module" : "Predict");
        }
    }

    /// <summary>The two sides of a comparison by size.</summary>
    private static (IOperation? Left, IOperation? Right) Compared(IOperation operation) => operation switch
    {
        IBinaryOperation
        {
            OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual or BinaryOperatorKind.LessThan
                or BinaryOperatorKind.LessThanOrEqual,
        } binary => (binary.LeftOperand, MethodBody.Unconverted(binary.RightOperand)),
        IInvocationOperation { Arguments.Length: > 0 } call when Library.IsTorch(call, "gt", "ge", "lt", "le")
            => (Library.SubjectOf(call), MethodBody.Unconverted(call.Arguments[call.Arguments.Length - 1])),
        _ => default,
    };

    /// <summary>The array or span of an element, else the value itself.</summary>
    private static IOperation BufferOf(IOperation value) => MethodBody.Unconverted(value) switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } span } when Library.IsSpan(span.Type) => span,
        var other => other,
    };

    private static bool IsNumber(object constant, double number)
        => constant is int or long or float or double
            && Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture) == number;
}
