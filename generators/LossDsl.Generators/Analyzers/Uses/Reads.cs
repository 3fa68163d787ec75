using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>What is done with the tensor of a loss where it stands.</summary>
internal static class Reads
{
    private static readonly string[] Values = ["item", "ToSingle", "ToDouble", "ToScalar", "print", "str"];

    private static readonly string[] Others = ["backward", "detach", "cpu", "clone"];

    /// <summary>Whether its number is read.</summary>
    public static bool IsValueRead(IOperation tensor)
        => Consumer(tensor) is { } call ? Values.Contains(call.TargetMethod.Name) : IsCast(tensor);

    /// <summary>Whether it is only looked at, so that nobody else comes to own it.</summary>
    public static bool IsLookedAt(IOperation tensor)
        => IsValueRead(tensor)
            || Consumer(tensor) is { } call && Others.Contains(call.TargetMethod.Name)
            || tensor.Parent is IPropertyReferenceOperation property && property.Instance == tensor;

    /// <summary>The function of TorchSharp that is called on it.</summary>
    private static IInvocationOperation? Consumer(IOperation tensor)
    {
        var call = tensor.Parent switch
        {
            IInvocationOperation direct => direct,
            IArgumentOperation { Parent: IInvocationOperation outer } => outer,
            _ => null,
        };
        return call is not null && Library.SubjectOf(call) == tensor && Library.IsTorch(call, [.. Values, .. Others]) ? call : null;
    }

    private static bool IsCast(IOperation tensor)
        => tensor.Parent is IConversionOperation { Type.SpecialType: SpecialType.System_Single or SpecialType.System_Double };
}
