using System;
using System.Collections.Generic;
using System.Linq;
using LossDsl.Torch;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LossDsl.TorchSharp.Tests.Porting;

/// <summary>What all families of ports have in common.</summary>
internal static class Ports
{
    /// <summary>C wherever a declaration depends on it.</summary>
    public const int Classes = 5;

    /// <summary>N.</summary>
    public const int Samples = 7;

    /// <summary>The reductions, by the ends of the names of our classes.</summary>
    public static IEnumerable<(string Name, Reduction Reduction)> Reductions { get; } =
        [("Mean", Reduction.Mean), ("Sum", Reduction.Sum), ("None", Reduction.None)];

    /// <summary>Every port. It stands below what the families read of this class.</summary>
    public static IReadOnlyList<Port> All { get; } =
        [.. CrossEntropyPorts.All, .. BinaryPorts.All, .. ErrorPorts.All, .. LikelihoodPorts.All, .. MarginPorts.All];

    /// <summary>Functions of TorchSharp that the language has no words for, and why.</summary>
    public static IReadOnlyDictionary<string, string> NotPorted { get; } = new Dictionary<string, string>
    {
        ["cosine_embedding_loss"] = "two embeddings per example: it needs a feature axis",
        ["ctc_loss"] = "alignments of sequences: it sums over paths",
        ["hinge_embedding_loss"] = "it reads distances of pairs, not scores",
        ["margin_ranking_loss"] = "two predictions per element",
        ["multi_label_margin_loss"] = "pairs of classes of one row: it needs a second class axis",
        ["triplet_margin_loss"] = "three embeddings per example: it needs a feature axis",
        ["triplet_margin_with_distance_loss"] = "three embeddings per example: it needs a feature axis",
    };

    /// <summary>A nested class by its name.</summary>
    public static Type Nested(Type container, string name)
        => container.GetNestedType(name) ?? throw new InvalidOperationException($"{container.Name} has no {name}");

    /// <summary>The module of a loss of a class, with a property set where it has a name.</summary>
    public static LossModule Make(Type type, string? property = null, double value = 0)
    {
        // The module reads properties when it is called.
        var loss = Constructors.Make(type);
        if (property is not null)
            type.GetProperty(property)!.SetValue(loss, value);
        return (LossModule)type.GetMethod("ToModule")!.Invoke(loss, null)!;
    }
}
