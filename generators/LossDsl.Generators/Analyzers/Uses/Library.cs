using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Generators;

/// <summary>The types and functions that rules of use know, by name: the assemblies that declare them may be missing.</summary>
internal static class Library
{
    /// <summary>The base of every declared loss.</summary>
    public const string Loss = "LossDsl.Loss";

    private const string Tensor = "TorchSharp.torch.Tensor";

    /// <summary>Whether a type is a tensor of TorchSharp.</summary>
    public static bool IsTensor(ITypeSymbol? type) => type is { Name: "Tensor" } && NameOf(type) == Tensor;

    /// <summary>Whether a type is a span.</summary>
    public static bool IsSpan(ITypeSymbol? type)
        => type is INamedTypeSymbol
        {
            Name: "Span"
            or "ReadOnlySpan", Arity: 1, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }
        };

    /// <summary>Whether a type is, or derives from, that of a name.</summary>
    public static bool Is(ITypeSymbol? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (NameOf(type) == name)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a call is of a function of TorchSharp: a method of tensors, or a static one of <c>torch</c> or of a class in
    /// it.
    /// </summary>
    public static bool IsTorch(IInvocationOperation call, params string[] names)
        => names.Contains(call.TargetMethod.Name)
            && NameOf(call.TargetMethod.ContainingType) is "TorchSharp.torch" or Tensor or "TorchSharp.torch.nn.functional"
                or "TorchSharp.torch.special"
                or "TorchSharp.TensorExtensionMethods";

    /// <summary>Whether a call is of a function on spans of <c>System.Numerics.Tensors</c>.</summary>
    public static bool IsPrimitive(IInvocationOperation call, params string[] names)
        => names.Contains(call.TargetMethod.Name) && NameOf(call.TargetMethod.ContainingType) == "System.Numerics.Tensors.TensorPrimitives";

    /// <summary>Whether a call is of a method of an optimizer.</summary>
    public static bool IsOfOptimizer(IInvocationOperation call, string method)
        => call.TargetMethod.Name == method && Is(call.Instance?.Type, "TorchSharp.torch.optim.Optimizer");

    /// <summary>What a function is applied to: the object, of a static function the first argument.</summary>
    public static IOperation? SubjectOf(IInvocationOperation call)
        => call.Instance ?? call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 0)?.Value;

    /// <summary>The argument for a parameter, null if it is left out.</summary>
    public static IOperation? Argument(IInvocationOperation call, string parameter) => Argument(call.Arguments, parameter);

    /// <summary>The argument among those of a call or an object's creation for a parameter, null if it is left out.</summary>
    public static IOperation? Argument(ImmutableArray<IArgumentOperation> arguments, string parameter)
        => arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter
            && argument.ArgumentKind == ArgumentKind.Explicit)?.Value;

    /// <summary>The name of a type without type arguments, with the namespace and the types that contain it.</summary>
    private static string NameOf(ITypeSymbol type)
        => type.ContainingType is { } outer ? NameOf(outer) + "." + type.Name
            : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.Name
            : type.Name;
}
