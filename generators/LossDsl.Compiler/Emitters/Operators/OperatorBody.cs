using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// Straight-line code over tensors: what is used again, means something or is as large as the logits is a local; everything
/// else stands in place. A local as large as the logits is disposed right after its last use; what is smaller is left to the
/// scope of the call.
/// </summary>
/// <param name="texts">The loss.</param>
/// <param name="sections">The results, section by section: each under its condition, the last after a return if it fails.</param>
internal sealed class OperatorBody(OperatorTexts texts, IReadOnlyList<Section> sections)
{
    private const string Return = "return ";

    // More than that is hard to read.
    private const int LargestExpression = 4;

    private readonly NameScope names = new("call", "parameter", "result");
    private readonly Dictionary<TensorTerm, string> locals = [];
    private readonly Dictionary<TensorTerm, int> uses = [];
    private readonly Dictionary<TensorTerm, int> sizes = [];
    private readonly List<List<Line>> blocks = [];

    /// <summary>Writes it: what several sections need, then each section.</summary>
    public void Write(CodeWriter writer)
    {
        var needed = sections.Select(Needed).ToList();
        HashSet<TensorTerm> shared =
            [.. needed.SelectMany(terms => terms).GroupBy(term => term).Where(group => group.Count() > 1).Select(group => group.Key)];
        foreach (var sink in sections.SelectMany(section => section.Sinks))
            Use(texts.ForRows(sink.Root));

        blocks.Add([.. Locals(shared)]);
        for (var s = 0; s < sections.Count; s++)
            blocks.Add([.. Locals(needed[s].Except(shared)), .. sections[s].Sinks.Select(Give)]);
        Dispose();

        Write(writer, blocks[0]);
        for (var s = 0; s < sections.Count - 1; s++)
        {
            var block = blocks[s + 1];
            using (block.Sum(line => line.Texts.Count) > 1 ? writer.Block($"if ({sections[s].Condition})")
                : writer.Lines($"if ({sections[s].Condition})").Indent())
                Write(writer, block);
            if (block.Sum(line => line.Texts.Count) > 1)
                writer.Lines("");
            writer.Lines([.. block.SelectMany(line => line.After)]);
        }

        if (sections[sections.Count - 1].Condition is { } condition)
            writer.Lines($"if (!{condition})", "    return;");
        Write(writer, blocks[sections.Count]);
    }

    private static void Write(CodeWriter writer, List<Line> block)
    {
        foreach (var line in block)
            writer.Lines([.. line.Texts]);
    }

    private HashSet<TensorTerm> Needed(Section section)
    {
        HashSet<TensorTerm> needed = [];
        void Visit(TensorTerm term)
        {
            if (texts.IsNumber(term) || !needed.Add(term))
                return;
            foreach (var operand in texts.Operands(term))
                Visit(operand);
        }

        foreach (var sink in section.Sinks)
            Visit(texts.ForRows(sink.Root));
        return needed;
    }

    private void Use(TensorTerm term)
    {
        uses.TryGetValue(term, out var count);
        uses[term] = count + 1;
        if (count > 0 || texts.IsNumber(term))
            return;
        foreach (var operand in texts.Operands(term))
            Use(operand);
    }

    private IEnumerable<Line> Locals(IEnumerable<TensorTerm> terms)
    {
        foreach (var term in terms.OrderBy(term => term.Node).ThenBy(term => term.IsCast).Where(IsLocal))
        {
            List<TensorTerm> reads = [];
            var text = texts.Text(term, operand => Text(operand, reads));
            locals.Add(term, names.Take(texts.Meaning(term)));
            yield return new Line($"var {locals[term]} = {text};", [.. reads, term]);
        }
    }

    private bool IsLocal(TensorTerm term)
    {
        var node = texts.Node(term);
        if (node.Arity == 0 && !term.IsCast)
            return uses[term] > 1 && node.Op is Op.Seed or Op.Input or Op.MatrixRow or Op.Parameter or Op.ClassInput;
        return uses[term] > 1 || texts.HasMeaning(term) || texts.IsReduction(term) || Size(term) > LargestExpression
            || (texts.IsElement(term) && !sections.Any(section => section.Sinks.Any(sink => sink.Root == term.Node)));
    }

    /// <summary>How many operators stand in the text of a term.</summary>
    private int Size(TensorTerm term)
    {
        if (!sizes.TryGetValue(term, out var size))
        {
            size = 1 + texts.Operands(term).Where(operand => texts.Node(operand).Arity > 0 && !IsLocal(operand)).Sum(Size);
            sizes.Add(term, size);
        }

        return size;
    }

    private Line Give(Sink sink)
    {
        List<TensorTerm> reads = [];
        var root = texts.ForRows(sink.Root);
        var text = Text(root, reads);
        if ((sink.Axes & ~texts.Axes(root)) != 0)
            text = $"{(sink.Axes == Axes.Batch ? "PerRow" : "PerElement")}(call, {text})";
        var line = string.Format(CultureInfo.InvariantCulture, sink.Statement, text);
        return new Line(line, reads) { Gives = root };
    }

    private string Text(TensorTerm term, List<TensorTerm> reads)
    {
        if (!locals.TryGetValue(term, out var name))
            return texts.Text(term, operand => Text(operand, reads));
        reads.Add(term);
        return name;
    }

    /// <summary>After its last use, each local that is as large as the logits and has not been given away.</summary>
    private void Dispose()
    {
        HashSet<TensorTerm> kept = [.. blocks.SelectMany(block => block).Select(line => line.Gives).OfType<TensorTerm>()];
        foreach (var term in locals.Keys.Where(term => texts.IsElement(term) && texts.Node(term).Arity > 0 && !kept.Contains(term)))
        {
            var last = blocks.FindLastIndex(block => block.Any(line => line.Reads.Contains(term)));
            var line = blocks[last].Last(line => line.Reads.Contains(term));
            // What a condition reads of what stands before it is disposed whether it holds or not.
            var outside = last > 0 && last < sections.Count && !blocks[last].Any(line => line.Defines(term));
            (outside ? line.After : line.Texts).Add($"{locals[term]}.Dispose();");
        }

        foreach (var texts in blocks.SelectMany(block => block).Select(line => line.Texts)
            .Where(texts => texts.Count > 1 && texts[0].StartsWith(Return, StringComparison.Ordinal)))
        {
            texts[0] = "var result = " + texts[0].Substring(Return.Length);
            texts.Add("return result;");
        }
    }

    private sealed class Line(string text, IReadOnlyCollection<TensorTerm> reads)
    {
        public List<string> Texts { get; } = [text];

        public List<string> After { get; } = [];

        public IReadOnlyCollection<TensorTerm> Reads => reads;

        public TensorTerm? Gives { get; init; }

        public bool Defines(TensorTerm term) => Gives is null && reads.Last() == term;
    }
}

/// <summary>Some results of a method.</summary>
/// <param name="Condition">Under which they are wanted; null if they always are.</param>
/// <param name="Sinks">What they are given to.</param>
internal sealed record Section(string? Condition, IReadOnlyList<Sink> Sinks);

/// <summary>What a result is given to.</summary>
/// <param name="Statement">The statement, with {0} for the result.</param>
/// <param name="Root">The node.</param>
/// <param name="Axes">The axes that the result must have.</param>
internal sealed record Sink(string Statement, int Root, Axes Axes);
