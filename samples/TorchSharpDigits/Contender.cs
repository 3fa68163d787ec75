using System;
using System.Collections.Generic;
using LongTailedDigits;
using LossDsl;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>One of the losses that are compared.</summary>
/// <param name="Name">The name shown in the table.</param>
/// <param name="Create">Makes the module for the class counts of a training set; declared losses and TorchSharp's own are of one
/// type.</param>
internal sealed record Contender(string Name, Func<ClassCounts, nn.Module<Tensor, Tensor, Tensor>> Create)
{
    /// <summary>All of them, TorchSharp's own cross-entropy first: it is what the others are compared with.</summary>
    public static IReadOnlyList<Contender> All { get; } =
    [
        new("nn.CrossEntropyLoss", _ => nn.CrossEntropyLoss()),
        new("cross-entropy", _ => new PlainCrossEntropy().ToModule()),
        new("balanced softmax", counts => new BalancedSoftmax(counts).ToModule()),
        new("eff. number, focal", counts => new EffectiveNumberFocal(counts).ToModule()),
        new("vector scaling", counts => new VectorScaling(counts).ToModule()),
        new("learnt temperature", counts => new TemperedBalancedSoftmax(counts).ToModule()),
    ];
}
