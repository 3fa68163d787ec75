using System;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// A tensor that a call may bring: what callers know it by, and where they give it. Which shape and numbers it has, and whether it
/// has a gradient, is said by the <see cref="InputRow"/> of the input that kernels read.
/// </summary>
/// <param name="Name">Its name in messages, in the spelling of PyTorch.</param>
/// <param name="Option">The option that gives it; null for the arguments of forward.</param>
/// <param name="Row">The input that it is; null for what engines read and kernels do not.</param>
internal sealed record TensorInput(string Name, Func<LossOptions, Tensor?>? Option, InputRow? Row)
{
    /// <summary>The position of the logits or predictions.</summary>
    public const int Input = 0;

    /// <summary>The position of the class indices or numbers.</summary>
    public const int Target = 1;

    /// <summary>The position of the weights of rows.</summary>
    public const int SampleWeights = 2;

    /// <summary>The position of the mask of rows or elements.</summary>
    public const int Mask = 4;

    private static readonly TensorInput[] Rows =
    [
        new("input", null, null),
        new("target", null, InputRow.Of(KernelInput.Targets)),
        new("sample_weights", options => options.SampleWeights, null),
        new("element_weights", options => options.ElementWeights, InputRow.Of(KernelInput.ElementWeights)),
        new("mask", options => options.Mask, null),
        new("class_mask", options => options.ClassMask, InputRow.Of(KernelInput.ClassMask)),
        new("feature_norms", options => options.FeatureNorms, InputRow.Of(KernelInput.FeatureNorms)),
        new("variances", options => options.Variances, InputRow.Of(KernelInput.Variances)),
    ];

    /// <summary>Every row, in the order in which tensors are saved for the backward pass.</summary>
    public static ReadOnlySpan<TensorInput> All => Rows;

    /// <summary>The position of the tensor that is an input of kernels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No tensor of a call is that input.</exception>
    public static int PositionOf(KernelInput input)
    {
        for (var position = 0; position < Rows.Length; position++)
        {
            if (Rows[position].Row?.Input == input)
                return position;
        }

        throw new ArgumentOutOfRangeException(nameof(input), input, "no tensor of a call is that input");
    }
}
