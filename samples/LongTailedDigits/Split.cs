using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LongTailedDigits;

/// <summary>Which images one seed trains on and which it is tested on.</summary>
/// <param name="Seed">The seed, which also starts the network and shuffles the batches.</param>
/// <param name="Train">Row numbers of the long-tailed training set, counted from 0.</param>
/// <param name="Test">Row numbers of the balanced test set.</param>
public sealed record Split(int Seed, int[] Train, int[] Test)
{
    private const string Header = "row,digit,use";

    /// <summary>Draws a split: the images of each digit are shuffled, then dealt to the test set and the training set.</summary>
    public static Split Draw(Digits digits, int seed)
    {
        var random = new Random(seed);
        var counts = LongTail.TrainingCounts();
        List<int> train = [], test = [];
        for (var k = 0; k < Digits.Classes; k++)
        {
            var rows = Enumerable.Range(0, digits.Count).Where(row => digits.Labels[row] == k).ToArray();
            random.Shuffle(rows);
            test.AddRange(rows.Take(LongTail.TestPerClass).Order());
            train.AddRange(rows.Skip(LongTail.TestPerClass).Take(counts[k]).Order());
        }

        return new Split(seed, [.. train], [.. test]);
    }

    /// <summary>The file of a seed.</summary>
    public static string PathOf(string folder, int seed) => Path.Combine(folder, $"seed-{seed}.csv");

    /// <summary>Writes the split to its file.</summary>
    public void Write(string folder, Digits digits)
    {
        Directory.CreateDirectory(folder);
        using var writer = new StreamWriter(PathOf(folder, Seed)) { NewLine = "\n" };
        writer.WriteLine(Header);
        foreach (var (use, rows) in new[] { ("train", Train), ("test", Test) })
        {
            foreach (var row in rows)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row},{digits.Labels[row]},{use}"));
        }
    }

    /// <summary>Reads the published split of a seed and checks that it fits the data.</summary>
    /// <exception cref="InvalidDataException">There is none, or it does not fit; the message says where and why.</exception>
    public static Split Read(string folder, int seed, Digits digits)
    {
        var path = PathOf(folder, seed);
        if (!File.Exists(path))
            throw new InvalidDataException(
                $"there is no split for seed {seed}: {path} does not exist. The options --write-splits --seeds {seed} make it.");
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0] != Header)
            throw new InvalidDataException($"{path}, line 1: expected '{Header}'.");

        List<int> train = [], test = [];
        var seen = new HashSet<int>();
        for (var i = 1; i < lines.Length; i++)
        {
            var (row, digit, use) = Parse(lines[i])
                ?? throw Bad(path, i, $"'{lines[i]}' is not a row number, a digit and 'train' or 'test'");
            if (row >= digits.Count)
                throw Bad(path, i, $"row {row} does not exist; the data has {digits.Count} rows");
            if (digits.Labels[row] != digit)
                throw Bad(path, i, $"row {row} of the data shows a {digits.Labels[row]}, not a {digit}");
            if (!seen.Add(row))
                throw Bad(path, i, $"row {row} is used twice");
            (use == "train" ? train : test).Add(row);
        }

        CheckCounts(path, "train", train, LongTail.TrainingCounts(), digits);
        CheckCounts(path, "test", test, [.. Enumerable.Repeat(LongTail.TestPerClass, Digits.Classes)], digits);
        return new Split(seed, [.. train], [.. test]);
    }

    private static (int Row, int Digit, string Use)? Parse(string line)
        => line.Split(',') is [var row, var digit, "train" or "test"] cells
            && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            && int.TryParse(digit, NumberStyles.None, CultureInfo.InvariantCulture, out var d)
            ? (r, d, cells[2])
            : null;

    private static void CheckCounts(string path, string use, List<int> rows, int[] expected, Digits digits)
    {
        for (var k = 0; k < Digits.Classes; k++)
        {
            var count = rows.Count(row => digits.Labels[row] == k);
            if (count != expected[k])
                throw new InvalidDataException($"{path}: {count} rows of digit {k} to {use}, {expected[k]} expected.");
        }
    }

    private static InvalidDataException Bad(string path, int index, string what) => new($"{path}, line {index + 1}: {what}.");
}
