using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss as its author declared it: what the front end found on the class, without judging it. No symbol, syntax or
/// location of the host compiler reaches this model; it is equal by value and safe to cache.
/// </summary>
/// <param name="Type">The class.</param>
/// <param name="Attributes">The attributes of the language on it, in source order; exactly one is "Loss".</param>
public sealed record Declaration(DeclaredType Type, EquatableArray<AttributeUse> Attributes)
{
    /// <summary>The components declared as nested classes with [Part], in source order; empty for a loss without.</summary>
    public EquatableArray<PartDeclaration> Parts { get; init; }

    /// <summary>The least number of classes that the head has a meaning for.</summary>
    public int LeastClasses => Head == Heads.Softmax ? 2 : 1;

    /// <summary>
    /// The declared number of classes, as such or by one number per class on the loss itself, or null. One that no loss can have
    /// is wrong where it stands, and says nothing of other attributes.
    /// </summary>
    public int? Classes => OfLoss("Classes")?.Numbers is { Count: > 0 } classes ? (classes[0] >= LeastClasses ? (int)classes[0] : null)
        : (OfLoss("Counts") ?? OfLoss("Prior"))?.Numbers?.Count;

    /// <summary>What the scores are for.</summary>
    public Goal Goal => System.Enum.TryParse<Goal>(OfLoss("For")?.Choice, out var goal) ? goal : Goal.Unspecified;

    /// <summary>The declared class counts, or null.</summary>
    public EquatableArray<double>? Counts => OfLoss("Counts")?.Numbers;

    /// <summary>The declared class prior, as such or by counts, or null.</summary>
    public EquatableArray<double>? Prior
        => OfLoss("Prior")?.Numbers
            ?? (Counts is { } counts && counts.Sum() is var total ? counts.Select(count => count / total).ToEquatable() : null);

    /// <summary>How scores become probabilities.</summary>
    public Heads Head
    {
        get
        {
            foreach (var use in Attributes)
            {
                if (use.Name == "Loss" && System.Enum.TryParse<Heads>(use["Head"]?.Choice, out var head)
                    && System.Enum.IsDefined(typeof(Heads), head))
                    return head;
            }

            return Heads.Softmax;
        }
    }

    private Argument? OfLoss(string name)
    {
        foreach (var use in Attributes)
        {
            if (use.Name == "Loss" && use[name] is { } argument)
                return argument;
        }

        return null;
    }
}

/// <summary>A component declared as a nested class.</summary>
/// <param name="Name">The class's name, which is the component's.</param>
/// <param name="Attributes">The attributes of the language on it, in source order; exactly one is "Part".</param>
public sealed record PartDeclaration(string Name, EquatableArray<AttributeUse> Attributes)
{
    /// <summary>What about the nested class stands in its way; a part may have bases and constructors of its own.</summary>
    public TypeShape Shape { get; init; }
}

/// <summary>The class that carries a declaration.</summary>
/// <param name="Namespace">Its namespace, or "" for the global one.</param>
/// <param name="Name">Its name.</param>
/// <param name="Containers">
/// The headers of the types that contain it, outermost first, as they must be reopened, for example
/// <c>partial class Outer&lt;T&gt;</c>.
/// </param>
/// <param name="Shape">What about the class itself stands in the way of generating code for it.</param>
public sealed record DeclaredType(string Namespace, string Name, EquatableArray<string> Containers, TypeShape Shape)
{
    /// <summary>Whether its author overrides <c>ToString</c>, which the generated half then leaves alone.</summary>
    public bool OverridesToString { get; init; }

    /// <summary>The tag of its documentation that editors show and its author leaves to the generated half.</summary>
    public string DocumentationTag { get; init; } = "remarks";

    /// <summary>The members of the author that stand where the generated half has its own, by name.</summary>
    public EquatableArray<string> TakenNames { get; init; }

    /// <summary>The class, or the types around it, that are not partial, by name: the class itself is 0, the type around it 1, ….</summary>
    public EquatableArray<(int Outwards, string Name)> NotPartial { get; init; }

    /// <summary>Words of C# that mean a type of that name where there is one, so that generated code could not write them.</summary>
    public static readonly EquatableArray<string> Words = new(["var", "unmanaged", "nint"]);

    /// <summary>Namespaces that generated code names from the root, whose names no type outside all namespaces can have.</summary>
    public static readonly EquatableArray<string> Roots = new(["System", "TorchSharp"]);

    /// <summary>The members of the author whose names begin as those of the private members of the generated half do.</summary>
    public EquatableArray<string> PrivateNames { get; init; }

    /// <summary>The members that every object initialiser must set, by name.</summary>
    public EquatableArray<string> RequiredMembers { get; init; }

    /// <summary>The properties that are marked as learnable, by name.</summary>
    public EquatableArray<string> LearnableProperties { get; init; }

    /// <summary>The name without the @ that makes a keyword a name.</summary>
    public string PlainName => Name.TrimStart('@');

    /// <summary>Namespace, containing types and name, with dots.</summary>
    public string FullName { get; init; } = Namespace.Length == 0 ? Name : Namespace + "." + Name;
}

/// <summary>What about a class stands in the way of generating code for it; the first that holds.</summary>
public enum TypeShape
{
    /// <summary>A class that can be extended.</summary>
    Usable,

    /// <summary>The class, or one that contains it, is not partial.</summary>
    NotPartial,

    /// <summary>It is no class.</summary>
    NotAClass,

    /// <summary>It is static.</summary>
    Static,

    /// <summary>It is abstract.</summary>
    Abstract,

    /// <summary>It is a record.</summary>
    Record,

    /// <summary>It is local to its file.</summary>
    FileLocal,

    /// <summary>It stands in a type that is local to its file.</summary>
    InFileLocal,

    /// <summary>It has type parameters.</summary>
    Generic,

    /// <summary>It stands in a type that has type parameters.</summary>
    InGeneric,

    /// <summary>It names a base class.</summary>
    HasBase,

    /// <summary>It declares an instance constructor, which would leave the loss without its constants.</summary>
    HasConstructor,
}

/// <summary>One attribute on the class.</summary>
/// <param name="Name">Its name without the suffix: "Focal".</param>
/// <param name="Arguments">
/// The arguments that are written out, positional ones under the name of the property that they set ("Alpha" for
/// <c>LabelSmoothing(0.1)</c>), in the order of the source.
/// </param>
public sealed record AttributeUse(string Name, EquatableArray<Argument> Arguments)
{
    /// <summary>
    /// Whether something in it is an error to the host compiler. What is missing among the arguments is then no default: nobody
    /// knows what the author wrote.
    /// </summary>
    public bool Unreadable { get; init; }

    /// <summary>The argument of that name, or null if it is not written out.</summary>
    public Argument? this[string name]
    {
        get
        {
            foreach (var argument in Arguments)
            {
                if (argument.Name == name)
                    return argument;
            }

            return null;
        }
    }
}

/// <summary>One argument of an attribute: exactly one of the values is set.</summary>
/// <param name="Name">The property that it sets: "Gamma", or "GammaFrom" for a value bound to a property of the class.</param>
/// <param name="Numbers">A number, or several for an array.</param>
/// <param name="Flag">A boolean.</param>
/// <param name="Choice">The name of an enumeration's member.</param>
/// <param name="Bound">The property of the class that gives the value at each call.</param>
/// <param name="Integer">Beside <paramref name="Numbers"/>, an argument of an integer type without rounding.</param>
public sealed record Argument(
    string Name,
    EquatableArray<double>? Numbers = null,
    bool? Flag = null,
    string? Choice = null,
    BoundProperty? Bound = null,
    long? Integer = null);

/// <summary>A property of the declaring class that gives a hyper-parameter at each call.</summary>
/// <param name="Name">The name given in the attribute.</param>
/// <param name="State">Whether such a property is there.</param>
public sealed record BoundProperty(string Name, BindingState State)
{
    /// <summary>Whether it is marked as one that training adapts.</summary>
    public bool Learnable { get; init; }

    /// <summary>If there is no such property, the one with the nearest name that could give a hyper-parameter, if any is near.</summary>
    public string? Nearest { get; init; }
}

/// <summary>Whether a named property can give a hyper-parameter.</summary>
public enum BindingState
{
    /// <summary>A readable property of type double, float or int.</summary>
    Usable,

    /// <summary>The class has no such property.</summary>
    Missing,

    /// <summary>It is not a readable instance property.</summary>
    NotReadable,

    /// <summary>Its type does not convert to double.</summary>
    NotNumeric,
}
