using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The arguments of one attribute as IR: constants, or parameters for what is bound to a property.</summary>
public sealed class AttributeArguments
{
    private readonly Term term;

    internal AttributeArguments(LossScope scope, Term term)
    {
        Scope = scope;
        this.term = term;
    }

    /// <summary>What the attribute may read: scores, targets, inputs.</summary>
    public LossScope Scope { get; }

    /// <summary>The graph that the expressions belong to.</summary>
    public Graph Graph => Scope.Graph;

    /// <summary>The attribute's row.</summary>
    public AttributeRow Row => term.Row;

    /// <summary>The value of a parameter.</summary>
    public Expr this[string name] => term.Value(name) switch
    {
        TermValue.Property property => Graph.Leaf(Op.Parameter, property.Name),
        TermValue.Number number => Graph.Constant(number.Value),
        TermValue.List { Values: { Count: > 0 } numbers } => Graph.Constant(numbers[0]),
        _ => Graph.Constant(0),
    };

    /// <summary>The values of a parameter that is a list; one bound to a property counts as its only value.</summary>
    public Expr[] List(string name)
        => term.Value(name) is TermValue.Property ? [this[name]] : [.. term.List(name).Select(Graph.Constant)];

    /// <summary>The values of a parameter that is a list of one number per class, or of one number for every class.</summary>
    public Expr PerClass(string name)
    {
        var values = List(name);
        if (values.Length == 1)
            return values[0];
        var index = Graph.Leaf(Op.ClassIndex);
        var last = values.Length - 1;
        var perClass = Enumerable.Range(0, last).Reverse()
            .Aggregate(values[last], (rest, k) => Functions.Select(Functions.Equal(index, Constant(k)), values[k], rest));
        return Table(char.ToLowerInvariant(name[0]) + name.Substring(1), perClass);
    }

    /// <summary>The value of a parameter that is a whole number and always a constant.</summary>
    public int Whole(string name) => (int)this[name].Node.Value;

    /// <summary>Whether a flag is set.</summary>
    public bool Flag(string name, bool otherwise) => term.Given(name, otherwise);

    /// <summary>Whether a parameter is given at all, as a constant or bound.</summary>
    public bool Has(string name) => term.Has(name);

    /// <summary>The chosen member of an enumeration.</summary>
    public string Choice(string name, string otherwise) => term.Choice(name) ?? otherwise;

    /// <summary>
    /// The same share for every label: 1/C under a softmax, over the classes that are not masked; ½ for either outcome of a
    /// binary head.
    /// </summary>
    public Expr Even => Scope.Head != Heads.Softmax ? Constant(0.5)
        : Scope.ClassMask is { } mask ? mask / Functions.SumClass(mask)
        : 1 / Scope.Classes;

    /// <summary>A number.</summary>
    public Expr Constant(double value) => Graph.Constant(value);

    /// <summary>The position of the schedule, given with each call.</summary>
    public Expr Epoch => Graph.Leaf(Op.Parameter, InputTable.Epoch);

    /// <summary>
    /// Weights under the schedule of an attribute that has one: 1 before FromEpoch; with RampEpochs, powers that rise over so
    /// many epochs from there to 1.
    /// </summary>
    public Expr Scheduled(Expr weights)
    {
        var schedule = term.Schedule;
        var from = schedule.From ?? 0;
        if (schedule.Ramp is { } ramp)
            return Functions.Pow(weights, Functions.Max(Constant(0), Functions.Min(Constant(1), (Epoch - from) / Constant(ramp))));
        return schedule.From is null ? weights : Functions.Select(Functions.Less(Epoch, Constant(from)), Constant(1), weights);
    }

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

    /// <summary>A base term with its coefficient, of an attribute that has one.</summary>
    public Expr WithCoefficient(Expr term)
        => Row.Parameters.Any(parameter => parameter.Name == "Coefficient") ? UnlessZero("Coefficient", this["Coefficient"] * term) : term;
}
