namespace LossDsl.Compiler;

/// <summary>A change of a declaration that mends a problem.</summary>
/// <param name="Title">What it does, as the editor offers it: "Set Tau to 0.5".</param>
/// <param name="Edits">The changes, which do not depend on each other's order.</param>
public sealed record Remedy(string Title, EquatableArray<Edit> Edits)
{
    /// <summary>A remedy of some edits.</summary>
    public static Remedy Of(string title, params Edit[] edits) => new(title, edits.ToEquatable());
}

/// <summary>One change of the text of a declaration, located in terms of the declaration.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Attribute">The index of the attribute among those of the loss or part; −1 for the class itself.</param>
public sealed record Edit(EditKind Kind, int Attribute)
{
    /// <summary>
    /// The part that the attribute stands on, by its index in <see cref="Declaration.Parts"/>, or −1 for the loss itself.
    /// </summary>
    public int Part { get; init; } = -1;

    /// <summary>The argument, by the name of the property that it sets.</summary>
    public string? Argument { get; init; }

    /// <summary>The property of the class that is marked <c>[Learnable]</c>, by name.</summary>
    public string? Property { get; init; }

    /// <summary>C# text: an expression, or an attribute without brackets, with names as under <c>using LossDsl</c>.</summary>
    public string? Text { get; init; }
}

/// <summary>What an <see cref="Edit"/> does.</summary>
public enum EditKind
{
    /// <summary>Takes the attribute away.</summary>
    RemoveAttribute,

    /// <summary>Puts another attribute, <see cref="Edit.Text"/>, in its place.</summary>
    ReplaceAttribute,

    /// <summary>Adds an attribute, <see cref="Edit.Text"/>, after it; with attribute −1 after the last of the class.</summary>
    AddAttribute,

    /// <summary>Adds an attribute, <see cref="Edit.Text"/>, before it.</summary>
    AddAttributeBefore,

    /// <summary>Takes an argument away.</summary>
    RemoveArgument,

    /// <summary>Gives an argument the value <see cref="Edit.Text"/>, whether it was written out or not.</summary>
    SetArgument,

    /// <summary>Makes the class, and the types that contain it, partial; those that are already stay as they are.</summary>
    MakePartial,

    /// <summary>Takes <c>[Learnable]</c> off the property <see cref="Edit.Property"/>.</summary>
    RemoveLearnable,
}
