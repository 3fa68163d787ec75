using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// What is computed in double precision outside the rows: tables when the loss is constructed, scalars once per call, and the weight
/// that a row adds to a denominator.
/// </summary>
internal sealed class ConstantsBuilder(Schedule schedule, IReadOnlyDictionary<int, Place> places)
{
    private LossIr Loss => schedule.Loss;

    /// <summary>The tables that are more than an input.</summary>
    public IReadOnlyList<TableMethod> Tables()
        => [.. schedule.Tables.Where(table => Loss.Nodes[table].Op == Op.Table).Select(Table)];

    /// <summary>The scalars of a call.</summary>
    public DoubleMethod Scalars() => Method(schedule.Scalars, IsOfCall, element: false);

    /// <summary>What a row adds to a weight sum; null if it has no weights.</summary>
    public DoubleMethod? RowWeight()
        => Loss.RowWeight < 0 ? null : Method([Loss.RowWeight], id => Loss.Nodes[id] switch
        {
            { Op: Op.AtLabel } or { Op: Op.Input, Name: InputTable.Targets } => true,
            _ => places.Keep(id, PlaceKind.Scalar) || IsOfCall(id),
        }, element: false);

    private TableMethod Table(int table) => new(
        table,
        [.. Loss.Reachable(table).Where(id => Loss.Nodes[id].Op == Op.ClassInput).OrderBy(id => id).Select(id => Loss.Nodes[id].Name!)
            .Distinct()],
        Method([Loss.Nodes[table].A], id => Loss.Nodes[id].Op is Op.ClassCount or Op.ClassIndex or Op.ClassInput, element: true));

    private bool IsOfCall(int id)
        => Loss.Nodes[id].Op is Op.ClassCount or Op.Parameter || places.Keep(id, PlaceKind.Table);

    /// <summary>A method with these results.</summary>
    /// <param name="results">The results.</param>
    /// <param name="given">What it is given.</param>
    /// <param name="element">Whether the result stands in a loop over the classes, where it may name parts.</param>
    private DoubleMethod Method(IReadOnlyList<int> results, Func<int, bool> given, bool element)
    {
        var known = new HashSet<int>();
        return new DoubleMethod([.. results.Select(Part)]);

        DoublePart Part(int result)
        {
            var loops = Loss.Reachable(result, given)
                .Where(id => Loss.Nodes[id].Op is Op.SumClass or Op.MaxClass && !given(id) && known.Add(id)).OrderBy(id => id).ToList();
            return new DoublePart(
                [.. loops.Select(id => new DoubleLoop(id, Over(id), LetsOf(Loss.Nodes[id].A)))],
                element ? LetsOf(result) : [],
                result);
        }

        // An array with an entry per class: given, or one of the numbers that the constructor takes.
        bool IsArray(int id) => Loss.Nodes[id].Op == Op.ClassInput || (Loss.Nodes[id].Op is Op.Table or Op.Input && given(id));
        int Over(int id) => Loss.Reachable(id, given).First(IsArray);
        IReadOnlyList<int> LetsOf(int root) => Lets.Of(Loss, [root], id => known.Contains(id) || IsArray(id) || given(id));
    }
}
