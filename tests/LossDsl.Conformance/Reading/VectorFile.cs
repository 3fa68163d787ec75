using System;
using System.Collections.Generic;
using System.Text.Json;

namespace LossDsl.Conformance;

/// <summary>The golden vectors of one loss; the schema is in <c>vectors/README.md</c>.</summary>
internal sealed record VectorFile(string Loss, IReadOnlyList<Case> Cases);

/// <summary>One evaluation of somebody's reference implementation.</summary>
/// <param name="Id">Unique over all files.</param>
/// <param name="Status">What the reference gave.</param>
/// <param name="Hyper">Hyper-parameters by name.</param>
/// <param name="Inputs">All arguments of the loss.</param>
/// <param name="Reduction"><c>mean</c>, <c>sum</c>, <c>none</c> or another word or phrase.</param>
/// <param name="Expected">What it should evaluate to.</param>
internal sealed record Case(
    string Id,
    Status Status,
    IReadOnlyDictionary<string, JsonElement> Hyper,
    IReadOnlyDictionary<string, Tensor> Inputs,
    string Reduction,
    Expected Expected);

/// <summary>What the reference gave.</summary>
internal enum Status
{
    /// <summary>Everything is finite.</summary>
    Ok,

    /// <summary>An infinity stands somewhere; only finite entries are demanded.</summary>
    Infinite,

    /// <summary>NaN stands somewhere; only finite entries are demanded.</summary>
    NaN,
}

/// <summary>The results of the reference.</summary>
/// <param name="Loss">The value; not a scalar if the reference did not reduce.</param>
/// <param name="Upstream">The upstream gradient, if the loss is not a scalar.</param>
/// <param name="PerSample">Losses per row, where the reference gives them.</param>
/// <param name="Gradients">Gradients by the name of the input.</param>
/// <param name="GradientIsArtefact">The file calls the gradient of this case an error of the reference.</param>
internal sealed record Expected(
    Tensor Loss,
    Tensor? Upstream,
    Tensor? PerSample,
    IReadOnlyDictionary<string, Tensor> Gradients,
    bool GradientIsArtefact);

/// <summary>A vector file does not keep to the schema.</summary>
internal sealed class MalformedVectorException(string message) : Exception(message);
