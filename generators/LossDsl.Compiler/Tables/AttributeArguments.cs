using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The arguments of one attribute as IR: constants, or parameters for what is bound to a property.</summary>
public sealed class AttributeArguments
{
    private readonly AttributeUse use;

    internal AttributeArguments(Graph graph, AttributeRow row, AttributeUse use)
    {
        Graph = graph;
        Row = row;
        this.use = use;
    }

    /// <summary>The graph that the expressions belong to.</summary>
    public Graph Graph { get; }

    /// <summary>The attribute's row.</summary>
    public AttributeRow Row { get; }

    /// <summary>The value of a parameter.</summary>
    public Expr this[string name]
    {
        get
        {
            var row = Parameter(name);
            if (row.Binding is { } binding && use[binding]?.Bound is { } bound)
                return Graph.Leaf(Op.Parameter, bound.Name);
            return Graph.Constant(use[name]?.Numbers is { Count: > 0 } numbers ? numbers[0] : row.Default ?? 0);
        }
    }

    /// <summary>The values of a parameter that is a list; one bound to a property counts as its only value.</summary>
    public Expr[] List(string name)
        => Parameter(name).Binding is { } binding && use[binding] is not null
            ? [this[name]]
            : [.. (use[name]?.Numbers ?? default).Select(Graph.Constant)];

    /// <summary>The value of a parameter that is a whole number and always a constant.</summary>
    public int Whole(string name) => (int)this[name].Node.Value;

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string name, bool otherwise) => use[name]?.Flag ?? otherwise;

    /// <summary>The chosen member of an enumeration.</summary>
    public string Choice(string name, string otherwise) => use[name]?.Choice ?? otherwise;

    /// <summary>The class counts.</summary>
    public Expr Counts => Graph.Leaf(Op.ClassInput, "counts");

    /// <summary>The class prior π from the class counts.</summary>
    public Expr Prior => Counts / Functions.SumClass(Counts);

    /// <summary>Numbers per class, read from a table as far as they are fixed at construction.</summary>
    public Expr Table(string name, Expr perClass) => Graph.Tabulate(perClass, name);

    /// <summary>
    /// A summand with a factor that may be 0 at run time, and is then absent whatever the rest: 0·∞ must not become NaN.
    /// </summary>
    public Expr UnlessZero(string parameter, Expr summand)
        => this[parameter] is { Op: Op.Parameter } value
            ? Functions.Select(Functions.Equal(value, Graph.Constant(0)), Graph.Constant(0), summand)
            : summand;

    private ParameterRow Parameter(string name) => Row.Parameters.First(parameter => parameter.Name == name);
}
