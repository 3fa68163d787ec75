using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>Rows drawn by weights, with replacement.</summary>
internal sealed class WeightedDraw
{
    private WeightedDraw(IInvocationOperation call, IOperation weights) => (Call, Weights) = (call, weights);

    /// <summary>The call of <c>multinomial</c>.</summary>
    public IInvocationOperation Call { get; }

    /// <summary>Its weights.</summary>
    public IOperation Weights { get; }

    /// <summary>Whether a call may be one, by its name: the cheap question that comes first.</summary>
    public static bool MayBe(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "multinomial" };

    /// <summary>What draws the rows that a loss is evaluated on, by its target; null if nothing does for sure.</summary>
    public static WeightedDraw? Of(LossCall call, MethodBody body)
        => call.Target is { } target ? OfLoader(call, target, body) ?? OfRows(call, target, body) : null;

    /// <summary>The shuffler of a loader whose batches the target comes from.</summary>
    private static WeightedDraw? OfLoader(LossCall call, IOperation target, MethodBody body)
        => MethodBody.Around(call.Call).OfType<IForEachLoopOperation>()
            .Where(loop => Provenance.Parts(target, body).Any(part
                => part is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local, SymbolEqualityComparer.Default)))
            .Select(loop => Provenance.Line(loop.Collection, body).Select(Shuffler).FirstOrDefault(shuffler => shuffler is not null))
            .Select(shuffler => shuffler is null ? null : From(shuffler, body))
            .FirstOrDefault(draw => draw is not null);

    private static IOperation? Shuffler(IOperation loader) => loader switch
    {
        IObjectCreationOperation { Arguments: var arguments } when IsLoader(loader.Type) => Library.Argument(arguments, "shuffler"),
        IInvocationOperation { TargetMethod.Name: "DataLoader", Arguments: var arguments } when IsLoader(loader.Type)
            => Library.Argument(arguments, "shuffler"),
        _ => null,
    };

    private static bool IsLoader(ITypeSymbol? type) => Library.Is(type, "TorchSharp.Modules.DataLoader");

    /// <summary>
    /// The indices of the rows of the target. The scores must be of the same rows: targets alone are drawn for other ends.
    /// </summary>
    private static WeightedDraw? OfRows(LossCall call, IOperation target, MethodBody body)
        => Provenance.Line(target, body).Select(Rows).Select(indices => indices is null ? null : From(indices, body))
                .FirstOrDefault(draw => draw is not null) is { } draw
            && call.Logits is { } logits && Provenance.Parts(logits, body).Contains(draw.Call)
                ? draw
                : null;

    /// <summary>The indices of the rows that are taken out of a tensor.</summary>
    private static IOperation? Rows(IOperation value) => value switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } tensor, Arguments: var indices } when Library.IsTensor(
            tensor.Type)
            => First(indices),
        IInvocationOperation { Instance: not null, Arguments: var indices } call when Library.IsTorch(call, "index") => First(indices),
        IInvocationOperation call when Library.IsTorch(call, "take") => Library.Argument(call, "index"),
        IInvocationOperation call when Library.IsTorch(call, "index_select")
            && Library.Argument(call, "dim") is { ConstantValue: { HasValue: true, Value: 0 or 0L } } => Library.Argument(call, "index"),
        _ => null,
    };

    /// <summary>The index of the first axis.</summary>
    private static IOperation? First(ImmutableArray<IArgumentOperation> indices)
        => indices.FirstOrDefault()?.Value is not { } first ? null
            : MethodBody.Unconverted(first) is IArrayCreationOperation { Initializer.ElementValues: var elements }
            ? elements.FirstOrDefault()
            : first;

    private static WeightedDraw? From(IOperation indices, MethodBody body)
        => Provenance.Line(indices, body).OfType<IInvocationOperation>()
            .FirstOrDefault(call => Library.IsTorch(call, "multinomial")) is { } call
            && Library.Argument(call, "replacement") is { ConstantValue: { HasValue: true, Value: true } }
            // One of each row is a class drawn for it.
            && Library.Argument(call, "num_samples") is not { ConstantValue: { HasValue: true, Value: 1 or 1L } }
            && Library.SubjectOf(call) is { } weights
            && !AreEqual(weights, body)
            && !Provenance.Line(weights, body).Any(part => Activation.Of(part, body) is not null)
                ? new WeightedDraw(call, weights)
                : null;

    /// <summary>Whether all weights are the same for sure: rows are drawn as in a bootstrap.</summary>
    private static bool AreEqual(IOperation weights, MethodBody body) => Provenance.Line(weights, body).Last() switch
    {
        IInvocationOperation call => Library.IsTorch(call, "ones", "full", "ones_like", "full_like"),
        IBinaryOperation { LeftOperand: var left, RightOperand: var right } => IsEqualOrNumber(left, body) && IsEqualOrNumber(right, body),
        _ => false,
    };

    private static bool IsEqualOrNumber(IOperation operand, MethodBody body)
        => !Library.IsTensor(MethodBody.Unconverted(operand).Type) || AreEqual(operand, body);
}
