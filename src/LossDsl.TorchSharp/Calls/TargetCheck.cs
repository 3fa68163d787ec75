using System;
using System.Linq;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Whether a target holds class indices or numbers, and whether it has their shape; if not, what to pass in its place.</summary>
internal static class TargetCheck
{
    private const string Indices = "class indices (Byte, Int8, Int16, Int32 or Int64)";

    /// <summary>
    /// Whether a target holds numbers: floating ones, what is true or false, or whole ones in the shape of the input for a loss
    /// without class indices, as TorchSharp's own losses take them.
    /// </summary>
    /// <exception cref="ArgumentException">Its type is of no use to the loss.</exception>
    public static bool AreNumbers(TensorProgram program, Loss loss, Tensor input, Tensor target)
    {
        var numbers = Numbers(target.dtype, out var isInteger);
        if (program.PlanOf(loss, numbers) is not null)
            return numbers;
        if (isInteger && target.shape.AsSpan().SequenceEqual(input.shape))
            return true;
        throw Wrong(program, loss, input, target, numbers);
    }

    /// <summary>Throws unless a target has one class index per row, or one number per element.</summary>
    public static void Shape(TensorProgram program, Loss loss, LossPlan plan, Placement placement, Tensor target, bool numbers)
    {
        if (numbers ? placement.HasElements(target) : placement.HasRows(target))
            return;
        var kind = numbers ? "numbers" : "class indices";
        var expected = numbers ? placement.InputShape : placement.RowShape;
        var advice = numbers
            ? InsteadOfNumbers(program.PlanOf(loss, numbers: false), placement, target)
            : InsteadOfIndices(plan, program.PlanOf(loss, numbers: true), placement, target);
        var shapes = $"shape {Placement.Text(target.shape)}, but for an input of shape {Placement.Text(placement.InputShape)}";
        throw new ArgumentException($"target has {shapes} {kind} have shape {Placement.Text(expected)}.{advice}", nameof(target));
    }

    /// <summary>What to pass where the last dimension of an input, and not the second, seems to be that of the classes.</summary>
    /// <param name="input">The shape of the input.</param>
    /// <param name="target">That of the target.</param>
    public static string ClassesLast(ReadOnlySpan<long> input, ReadOnlySpan<long> target)
    {
        if (input.Length < 3 || !(target.SequenceEqual(input[..^1]) || target.SequenceEqual(input)))
            return "";
        var move = Move(input.Length);
        return target.Length == input.Length
            ? $" The dimension of the classes is the second: pass input.{move} and target.{move}."
            : $" The dimension of the classes is the second: pass input.{move}, or input.flatten(0, {input.Length - 2}) with "
                + "target.flatten().";
    }

    private static bool Numbers(ScalarType type, out bool isInteger)
    {
        isInteger = type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64;
        if (isInteger)
            return false;
        return type is ScalarType.Float32 or ScalarType.Float64 or ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Bool
            ? true
            : throw new ArgumentException(
                $"target is of type {type}; {Indices} are integers, numbers Float32, Float64, Float16, BFloat16 or Bool.", "target");
    }

    private static ArgumentException Wrong(TensorProgram program, Loss loss, Tensor input, Tensor target, bool numbers)
    {
        var plan = program.PlanOf(loss, !numbers)!;
        var placement = Placement.Of(plan, input, target);
        var takes = numbers ? $"{Indices}, one per row" : "numbers, one per element in a floating type";
        var advice = numbers && placement.HasElements(target) ? $" Pass {ArgMax(placement)}."
            : !placement.HasRows(target) ? ""
            : numbers ? " Pass target.to(torch.int64)."
            : plan.Head == Head.Softmax ? OneHot(placement, target)
            : "";
        return new($"target is of type {target.dtype}, but {program.Name} takes {takes}.{advice}", nameof(target));
    }

    private static string InsteadOfIndices(LossPlan plan, LossPlan? ofNumbers, Placement placement, Tensor target)
    {
        var (shape, rows) = (target.shape, placement.RowShape);
        if (placement.HasElements(target) && plan.Elementwise)
            return " Targets that are 0 or 1 per class are floating. Pass target.to(torch.float32).";
        if (placement.HasElements(target))
            return $" For one-hot targets pass {ArgMax(placement)}{(ofNumbers is null ? "" : ", or target.to(torch.float32)")}.";
        if (shape.Length == rows.Length + 1 && shape[^1] == placement.Classes && shape.AsSpan(..^1).SequenceEqual(rows))
            return " For one-hot targets pass target.argmax(-1).";
        return ClassesLast(placement.InputShape, shape) is { Length: > 0 } last ? last : Squeezed(shape, rows);
    }

    private static string InsteadOfNumbers(LossPlan? ofIndices, Placement placement, Tensor target)
    {
        var (shape, input) = (target.shape, placement.InputShape);
        if (placement.HasRows(target) && placement.Classes == 1)
            return " Pass target.unsqueeze(1).";
        if (placement.HasRows(target) && ofIndices is not null)
            return " Class indices are integers: pass target.to(torch.int64).";
        if (input.Length > 2 && shape.AsSpan().SequenceEqual([input[0], .. input[2..], input[1]]))
            return $" Pass target.{Move(input.Length)}.";
        return Squeezed(shape, input);
    }

    private static string Squeezed(ReadOnlySpan<long> shape, ReadOnlySpan<long> expected)
    {
        for (var axis = 0; axis < shape.Length && shape.Length == expected.Length + 1; axis++)
        {
            if (shape[axis] == 1 && shape[..axis].SequenceEqual(expected[..axis]) && shape[(axis + 1)..].SequenceEqual(expected[axis..]))
                return $" Pass target.squeeze({axis}).";
        }

        return "";
    }

    private static string ArgMax(Placement placement) => $"target.argmax({(placement.InputShape.Length == 1 ? 0 : 1)})";

    private static string OneHot(Placement placement, Tensor target)
    {
        // libtorch's own takes no narrower type.
        var indices = target.dtype == ScalarType.Int64 ? "target" : "target.to(torch.int64)";
        var oneHot = $"nn.functional.one_hot({indices}, {placement.Classes})";
        var moved = placement.InputShape.Length > 2 ? $"{oneHot}.{Move(placement.InputShape.Length)}" : oneHot;
        return $" Pass {moved}.to(torch.float32).";
    }

    /// <summary>What makes the last of some dimensions the second.</summary>
    private static string Move(int dimensions)
        => dimensions == 3 ? "transpose(1, 2)" : $"permute(0, {dimensions - 1}, {string.Join(", ", Enumerable.Range(1, dimensions - 2))})";
}
