using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>What is computed in double precision outside the rows: loops over the classes, then results.</summary>
/// <param name="Parts">The results in their order, each after the loops that it needs and that are not there yet.</param>
internal sealed record DoubleMethod(IReadOnlyList<DoublePart> Parts);

/// <summary>One result, and what it needs.</summary>
/// <param name="Loops">Sums and maxima over the classes.</param>
/// <param name="Lets">The nodes that its formula names, in order.</param>
/// <param name="Result">The node.</param>
internal sealed record DoublePart(IReadOnlyList<DoubleLoop> Loops, IReadOnlyList<int> Lets, int Result);

/// <summary>A sum or maximum over the classes.</summary>
/// <param name="Node">The node, whose operand is the element.</param>
/// <param name="Over">The node of an array that has an entry per class.</param>
/// <param name="Lets">The nodes that the element names, in order.</param>
internal sealed record DoubleLoop(int Node, int Over, IReadOnlyList<int> Lets);

/// <summary>A table that is computed when the loss is constructed.</summary>
/// <param name="Node">Its node.</param>
/// <param name="Inputs">The numbers per class that it is computed from; none for one that needs the number of classes alone.</param>
/// <param name="Entry">Its entry at class k.</param>
internal sealed record TableMethod(int Node, IReadOnlyList<string> Inputs, DoubleMethod Entry);
