using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace LossDsl.Conformance;

/// <summary>Reads vector files.</summary>
internal static class VectorReader
{
    /// <exception cref="MalformedVectorException">The file does not keep to the schema; the message says where.</exception>
    public static VectorFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var calledArtefact = root.GetProperty("notes").GetString()!.Contains("ARTEFACT", StringComparison.Ordinal);
            var cases = root.GetProperty("cases").EnumerateArray().Select(c => ReadCase(c, calledArtefact)).ToList();
            return new VectorFile(root.GetProperty("loss").GetString()!, cases);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or MalformedVectorException)
        {
            throw new MalformedVectorException($"{Path.GetFileName(path)}: {e.Message}");
        }
    }

    private static Case ReadCase(JsonElement element, bool calledArtefact)
    {
        var id = element.GetProperty("id").GetString()!;
        var status = element.GetProperty("status").GetString() switch
        {
            "ok" => Status.Ok,
            "reference_inf" => Status.Infinite,
            "reference_nan" => Status.NaN,
            var other => throw new MalformedVectorException($"{id}: unknown status '{other}'"),
        };
        var expected = element.GetProperty("expected");
        var mismatch = expected.GetProperty("grad_vs_finite_difference").GetString() == "mismatch";
        return new Case(
            id,
            status,
            element.GetProperty("hyper").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Clone()),
            ReadTensors(element.GetProperty("inputs")),
            element.GetProperty("reduction").GetString()!,
            new Expected(
                ReadTensor(expected.GetProperty("loss")),
                expected.TryGetProperty("grad_output", out var upstream) ? ReadTensor(upstream) : null,
                expected.TryGetProperty("per_sample", out var perSample) ? ReadTensor(perSample) : null,
                ReadTensors(expected.GetProperty("grad")),
                mismatch && calledArtefact));
    }

    private static Dictionary<string, Tensor> ReadTensors(JsonElement element)
        => element.EnumerateObject().ToDictionary(p => p.Name, p => ReadTensor(p.Value));

    /// <summary>A tensor object, or a number on its own as a scalar.</summary>
    public static Tensor ReadTensor(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return new Tensor("f64", [], [ReadNumber(element)]);
        var shape = element.GetProperty("shape").EnumerateArray().Select(n => n.GetInt32()).ToArray();
        var data = element.GetProperty("data").EnumerateArray().Select(ReadNumber).ToArray();
        var length = shape.Aggregate(1, (product, n) => product * n);
        if (data.Length != length)
            throw new MalformedVectorException($"a tensor of shape [{string.Join(",", shape)}] has {data.Length} entries");
        return new Tensor(element.GetProperty("dtype").GetString()!, shape, data);
    }

    /// <summary>A number, or one of the strings that stand for what JSON cannot write.</summary>
    public static double ReadNumber(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? element.GetString() switch
        {
            "inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" => double.NaN,
            var other => throw new MalformedVectorException($"'{other}' is not a number"),
        }
        : element.GetDouble();
}
