using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A number of 128 bits for what an expression says, the same for every order of summands and factors, with a sign. That
/// different expressions have one key is no more likely than that a digest of this length repeats.
/// </summary>
/// <param name="High">Half of it.</param>
/// <param name="Low">The other half.</param>
/// <param name="IsNegative">Whether the expression is minus what the number stands for.</param>
internal readonly record struct ContentKey(ulong High, ulong Low, bool IsNegative)
{
    /// <summary>The keys of all nodes of a table.</summary>
    public static ContentKey[] OfAll(EquatableArray<Node> nodes)
    {
        var keys = new ContentKey[nodes.Count];
        for (var id = 0; id < keys.Length; id++)
            keys[id] = Of(nodes, id, keys);
        return keys;
    }

    private static ContentKey Of(EquatableArray<Node> nodes, int id, ContentKey[] keys)
    {
        var node = nodes[id];
        switch (node.Op)
        {
            case Op.Constant:
                var bits = (ulong)BitConverter.DoubleToInt64Bits(Math.Abs(node.Value));
                return Digest([(ulong)Op.Constant, bits]) with { IsNegative = node.Value < 0 };
            case Op.Neg:
                return keys[node.A].Negated();
            case Op.Add or Op.Sub:
                List<ContentKey> terms = [];
                Summands(nodes, id, false, keys, terms);
                terms.Sort(Compare);
                // What is minus a sum is a sum too: the first summand decides which of the two has the sign.
                var isNegative = terms[0].IsNegative;
                return Digest([(ulong)Op.Add, .. terms.SelectMany(term => (isNegative ? term.Negated() : term).Words)]) with
                {
                    IsNegative =
                    isNegative
                };
            case Op.Mul or Op.Div:
                List<(ContentKey Key, bool IsBelow)> factors = [];
                Factors(nodes, id, false, keys, factors);
                factors.Sort((a, b) => a.IsBelow == b.IsBelow ? Compare(a.Key, b.Key) : a.IsBelow.CompareTo(b.IsBelow));
                var product = Digest(
                    [(ulong)Op.Mul, .. factors.SelectMany(factor => new[] { factor.IsBelow ? 1UL : 0, factor.Key.High, factor.Key.Low })]);
                return product with { IsNegative = factors.Count(factor => factor.Key.IsNegative) % 2 != 0 };
            default:
                var operands = node.Operands.Select(operand => keys[operand]).ToList();
                if (node.Op is Op.Max or Op.Min)
                    operands.Sort(Compare);
                if (node.Op == Op.Abs)
                    operands[0] = operands[0] with { IsNegative = false };
                return Digest([(ulong)node.Op, (ulong)node.Axes, (ulong)node.Bits, .. (node.Name ?? "").Select(letter => (ulong)letter),
                    .. operands.SelectMany(operand => operand.Words)]);
        }
    }

    /// <summary>The key in text.</summary>
    public override string ToString() => $"{(IsNegative ? "-" : "")}{High:x16}{Low:x16}";

    private ulong[] Words => [High, Low, IsNegative ? 1UL : 0];

    private ContentKey Negated() => this with { IsNegative = !IsNegative };

    private static int Compare(ContentKey a, ContentKey b)
        => a.High != b.High ? a.High.CompareTo(b.High) : a.Low != b.Low ? a.Low.CompareTo(b.Low) : a.IsNegative.CompareTo(b.IsNegative);

    private static void Summands(EquatableArray<Node> nodes, int id, bool isNegative, ContentKey[] keys, List<ContentKey> into)
    {
        var node = nodes[id];
        if (node.Op is Op.Add or Op.Sub)
        {
            Summands(nodes, node.A, isNegative, keys, into);
            Summands(nodes, node.B, isNegative != (node.Op == Op.Sub), keys, into);
        }
        else
        {
            into.Add(isNegative ? keys[id].Negated() : keys[id]);
        }
    }

    private static void Factors(EquatableArray<Node> nodes, int id, bool isBelow, ContentKey[] keys,
        List<(ContentKey Key, bool IsBelow)> into)
    {
        var node = nodes[id];
        if (node.Op is Op.Mul or Op.Div)
        {
            Factors(nodes, node.A, isBelow, keys, into);
            Factors(nodes, node.B, isBelow != (node.Op == Op.Div), keys, into);
        }
        else
        {
            into.Add((keys[id], isBelow));
        }
    }

    /// <summary>Two digests of 64 bits, FNV-1a by words with a final mixing, from different starts.</summary>
    private static ContentKey Digest(IReadOnlyList<ulong> words)
    {
        ulong Half(ulong hash)
        {
            foreach (var word in words)
            {
                hash = unchecked((hash ^ word) * 0x9E3779B97F4A7C15UL);
                hash ^= hash >> 29;
            }

            return hash;
        }

        return new ContentKey(Half(0xCBF29CE484222325UL), Half(0x84222325CBF29CE4UL), false);
    }
}
