using System;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>What generated links read of one call: scores and what the module has, but no targets.</summary>
internal sealed class LinkCall(Tensor logits, Tensor[] buffers, Func<int, double> parameter) : OperatorCall
{
    /// <inheritdoc/>
    public override double Classes => logits.shape[1];

    /// <inheritdoc/>
    public override Tensor Logits => logits;

    /// <inheritdoc/>
    public override Tensor Labels => throw None();

    /// <inheritdoc/>
    public override Tensor IsLabel => throw None();

    /// <inheritdoc/>
    public override Tensor ClassIndex => arange(logits.shape[1], ScalarType.Float64, logits.device).reshape(1, -1, 1);

    /// <inheritdoc/>
    public override Tensor Seed(int component) => throw None();

    /// <inheritdoc/>
    public override Tensor Input(KernelInput input) => throw None();

    /// <inheritdoc/>
    public override bool Gives(KernelInput input) => false;

    /// <inheritdoc/>
    public override Tensor ClassInput(int index) => buffers[index].to(ScalarType.Float64, logits.device).reshape(1, -1, 1);

    /// <inheritdoc/>
    public override Tensor MatrixRow(int index) => throw None();

    /// <inheritdoc/>
    public override Tensor Parameter(int index) => tensor(parameter(index)).to(logits.device);

    /// <inheritdoc/>
    public override Tensor Cast(Tensor constant) => constant.to_type(logits.dtype);

    /// <inheritdoc/>
    public override void SetValue(int component, Tensor value) => throw None();

    /// <inheritdoc/>
    public override void SetElementValue(Tensor value) => throw None();

    /// <inheritdoc/>
    public override void SetGradient(Tensor gradient) => throw None();

    private static InvalidOperationException None() => new("a link reads scores, and nothing of a row besides");
}
