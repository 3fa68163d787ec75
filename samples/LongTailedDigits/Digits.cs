using System;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace LongTailedDigits;

/// <summary>The images and what they show, in the order of the file.</summary>
public sealed class Digits
{
    /// <summary>Pixels of an image.</summary>
    public const int Pixels = 64;

    /// <summary>The digits 0 to 9.</summary>
    public const int Classes = 10;

    private const int Brightest = 16;

    private readonly float[] images;
    private readonly int[] labels;

    private Digits(float[] images, int[] labels)
    {
        this.images = images;
        this.labels = labels;
    }

    /// <summary>The number of images.</summary>
    public int Count => labels.Length;

    /// <summary>The digit each image shows.</summary>
    public ReadOnlySpan<int> Labels => labels;

    /// <summary>The pixels of one image, from 0 to 1.</summary>
    public ReadOnlySpan<float> Image(int row) => images.AsSpan(row * Pixels, Pixels);

    /// <summary>Copies the images and labels of some rows.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> toImages, Span<int> toLabels)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Image(rows[i]).CopyTo(toImages[(i * Pixels)..]);
            toLabels[i] = labels[rows[i]];
        }
    }

    /// <summary>Reads a gzipped CSV file: 64 pixels from 0 to 16 and the digit on each line.</summary>
    /// <exception cref="InvalidDataException">The file is not of that form; the message names the line.</exception>
    public static Digits Read(string path)
    {
        var lines = Unpack(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var images = new float[lines.Length * Pixels];
        var labels = new int[lines.Length];
        for (var row = 0; row < lines.Length; row++)
        {
            var cells = lines[row].Split(',');
            if (cells.Length != Pixels + 1)
                throw new InvalidDataException(
                    $"{path}, line {row + 1}: {cells.Length} values where {Pixels} pixels and a digit were expected.");
            for (var i = 0; i < Pixels; i++)
                images[row * Pixels + i] = Number(cells[i], Brightest, path, row) / (float)Brightest;
            labels[row] = Number(cells[Pixels], Classes - 1, path, row);
        }

        return new Digits(images, labels);
    }

    private static string Unpack(string path)
    {
        try
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
            return reader.ReadToEnd();
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path} is not a gzip file: {e.Message}", e);
        }
    }

    private static int Number(string cell, int highest, string path, int row)
        => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= highest
            ? value
            : throw new InvalidDataException($"{path}, line {row + 1}: '{cell}' is not a whole number from 0 to {highest}.");
}
