using System;
using System.Linq;
using LongTailedDigits;
using static TorchSharp.torch;

namespace TorchSharpDigits;

/// <summary>Images and labels as tensors.</summary>
internal sealed class TensorSet : IDisposable
{
    /// <summary>Copies some rows of the data.</summary>
    public TensorSet(Digits digits, int[] rows)
    {
        var (pixels, numbers) = (new float[rows.Length * Digits.Pixels], new int[rows.Length]);
        digits.Gather(rows, pixels, numbers);
        using var flat = tensor(pixels);
        Images = flat.reshape(rows.Length, Digits.Pixels);
        Labels = tensor(numbers.Select(digit => (long)digit).ToArray());
        Count = rows.Length;
    }

    /// <summary>(N, pixels), from 0 to 1.</summary>
    public Tensor Images { get; }

    /// <summary>(N), the digit that each image shows.</summary>
    public Tensor Labels { get; }

    /// <summary>N.</summary>
    public int Count { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Images.Dispose();
        Labels.Dispose();
    }
}
