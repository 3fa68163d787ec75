using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss as the program that every back end prints: what is computed at construction, once per call, and with each row, with a
/// place for what is kept and one name for each quantity. Formulas are nodes of the loss, which a back end writes in its dialect.
/// </summary>
/// <param name="Schedule">The loss laid out in time.</param>
/// <param name="Tables">What is computed at construction.</param>
/// <param name="Scalars">What is computed once per call.</param>
/// <param name="RowWeight">What a row adds to a weight sum; null if nothing.</param>
/// <param name="Steps">What a block of rows goes through.</param>
/// <param name="Plain">What a single row goes through that keeps nothing between loops.</param>
internal sealed record KernelProgram(
    Schedule Schedule,
    IReadOnlyList<TableMethod> Tables,
    DoubleMethod Scalars,
    DoubleMethod? RowWeight,
    IReadOnlyList<Step> Steps,
    PlainProgram Plain)
{
    private readonly IReadOnlyDictionary<int, Place> places = null!;
    private readonly KernelNames names = null!;

    /// <summary>Where quantities are kept, and what they are called.</summary>
    public (IReadOnlyDictionary<int, Place> Places, KernelNames Names) Where
    {
        init => (places, names) = value;
    }

    /// <summary>The loss.</summary>
    public LossIr Loss => Schedule.Loss;

    /// <summary>The slots of a row, by name: seeds, values of components, then what steps store.</summary>
    public IReadOnlyList<string> Slots => names.Slots;

    /// <summary>How many matrices it reads, by name; the position of a name is the matrix's number.</summary>
    public IReadOnlyList<string> Matrices => [.. Schedule.Matrices.Select(id => Loss.Nodes[id].Name!)];

    /// <summary>The rows' quantities that are there before any step: inputs, and what is gathered at the label.</summary>
    public IEnumerable<int> Gathered
        => places.Where(place => place.Value.Kind == PlaceKind.Slot && Loss.Nodes[place.Key].Op is Op.AtLabel or Op.Input)
            .Select(place => place.Key).OrderBy(id => id);

    /// <summary>Where a node is kept; null if it is not.</summary>
    public Place? PlaceOf(int id) => places.TryGetValue(id, out var place) ? place : null;

    /// <summary>The number of a node's place of that kind; null if it has none.</summary>
    public int? IndexOf(int id, PlaceKind kind) => PlaceOf(id) is { } place && place.Kind == kind ? place.Index : null;

    /// <summary>The name of a node throughout the kernel.</summary>
    public string NameOf(int id) => names[id];

    /// <summary>The name of a node's slot.</summary>
    public string SlotOf(int id) => Slots[PlaceOf(id)!.Value.Index];

    /// <summary>The name of the slot of a component's value.</summary>
    public string ValueSlot(int component) => Slots[Loss.Components.Count + component];

    /// <summary>The method that computes a table.</summary>
    public string MethodOf(int table) => "Table" + KernelNames.Capital(NameOf(table));

    /// <summary>Whether the loss follows a schedule.</summary>
    public bool ReadsEpoch => Loss.ReadsEpoch;
}

/// <summary>What a single row goes through that keeps nothing between loops.</summary>
/// <param name="PerClass">The nodes that are read per class, in order.</param>
/// <param name="Loads">The nodes of the row that are read, in order.</param>
/// <param name="Steps">Loops that add up, and formulas between them.</param>
/// <param name="ElementValues">The loop that writes the losses of elements, or null.</param>
/// <param name="Gradient">The loop that writes the gradient, or null.</param>
internal sealed record PlainProgram(
    IReadOnlyList<int> PerClass, IReadOnlyList<int> Loads, IReadOnlyList<Step> Steps, ClassStep? ElementValues, ClassStep? Gradient)
{
    /// <summary>Whether any of it asks which class is the label.</summary>
    public bool ReadsLabel { get; init; }
}
