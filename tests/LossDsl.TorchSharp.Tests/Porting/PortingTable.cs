using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Xunit;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>PORTING.md, made from the ports. A test compares; with the environment variable LOSSDSL_ACCEPT=1 it writes instead.</summary>
internal static class PortingTable
{
    private const string Introduction = """
        # From TorchSharp's losses

        Each row is a test: value and gradient of TorchSharp's call equal those of the declared loss, called as
        `loss.ToModule().forward(z, target)`, by kernels and by operators, on random inputs in double precision, to 1e-12 of the
        largest entry. Where a call has α, δ, β or m, the property is that number; w and u are weights per class, which the constructor
        takes. Two things differ on purpose, and are tested too: the mean of a batch whose rows are all ignored is 0, where theirs is NaN;
        and variances have a gradient, which `gaussian_nll_loss` of TorchSharp does not give them.

        """;

    /// <summary>Compares the file with the table.</summary>
    public static void Check()
    {
        var file = FileName();
        var text = Text();
        if (Environment.GetEnvironmentVariable("LOSSDSL_ACCEPT") == "1")
            File.WriteAllText(file, text);
        Assert.True(File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal) == text,
            "PORTING.md is not what the ports say; run the test with LOSSDSL_ACCEPT=1 and read the difference");
    }

    private static string FileName([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "PORTING.md");

    private static string Text()
    {
        var text = new StringBuilder(Introduction).Append("\n| `torch.nn.functional` | declaration | remark |\n|---|---|---|\n");
        foreach (var port in Ports.All)
            text.Append($"| `{port.Call}` | `{Declaration(port.Declared)}` | {port.Remark} |\n");
        text.Append("\nNot ported:\n\n| `torch.nn.functional` | why |\n|---|---|\n");
        foreach (var (name, reason) in Ports.NotPorted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            text.Append($"| `{name}` | {reason} |\n");
        return text.ToString();
    }

    private static string Declaration(Type type)
        => string.Join(" ", type.GetCustomAttributesData().Where(data => data.AttributeType.Namespace == nameof(LossDsl))
            .Select(Attribute));

    private static string Attribute(CustomAttributeData data)
    {
        var arguments = data.ConstructorArguments.Select(Value)
            .Concat(data.NamedArguments.Select(argument => argument.MemberName.EndsWith("From", StringComparison.Ordinal)
                ? $"{argument.MemberName} = nameof({argument.TypedValue.Value})"
                : $"{argument.MemberName} = {Value(argument.TypedValue)}"));
        var list = string.Join(", ", arguments);
        return $"[{data.AttributeType.Name[..^nameof(System.Attribute).Length]}{(list.Length > 0 ? $"({list})" : "")}]";
    }

    private static string Value(CustomAttributeTypedArgument argument)
        => argument.ArgumentType.IsEnum ? $"{argument.ArgumentType.Name}.{Enum.ToObject(argument.ArgumentType, argument.Value!)}"
            : argument.Value is bool flag ? (flag ? "true" : "false")
            : FormattableString.Invariant($"{argument.Value}");
}
