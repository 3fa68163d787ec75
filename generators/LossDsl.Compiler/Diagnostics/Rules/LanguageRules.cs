using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>The rules of the language, in the order of their numbers.</summary>
public static class LanguageRules
{
    /// <summary>LDSL001.</summary>
    public static readonly Rule MustBePartial = new("LDSL001", "A declared loss must be partial",
        "'{0}' must be partial, so that the generated half of '{1}' can be added");

    /// <summary>LDSL002.</summary>
    public static readonly Rule MustBePlainClass = new("LDSL002", "A declared loss must be a plain class",
        "'{0}' cannot be a declared loss: it {1}");

    /// <summary>LDSL003.</summary>
    public static readonly Rule NoBaseTerm = new("LDSL003", "A loss needs a base term",
        "'{0}' has no base term: add {1}");

    /// <summary>LDSL004.</summary>
    public static readonly Rule OutOfRange = new("LDSL004", "A hyper-parameter is out of range",
        "{0} of [{1}] is {2}; it must be {3}");

    /// <summary>LDSL005.</summary>
    public static readonly Rule NoEffect = new("LDSL005", "An option has no effect",
        "{0} of [{1}] has no effect: {2}");

    /// <summary>LDSL006.</summary>
    public static readonly Rule Contradiction = new("LDSL006", "Two options contradict each other",
        "{0} and {1} {2}");

    /// <summary>LDSL007.</summary>
    public static readonly Rule BadBinding = new("LDSL007", "A hyper-parameter is bound to an unusable property",
        "{0} of [{1}] names '{2}', {3}");

    /// <summary>LDSL008.</summary>
    public static readonly Rule ConstantAndBinding = new("LDSL008", "A hyper-parameter is given twice",
        "{0} of [{1}] is given as a constant and by {2}; keep one");

    /// <summary>LDSL009.</summary>
    public static readonly Rule Missing = new("LDSL009", "A hyper-parameter is missing",
        "[{1}] needs {0}: {2}");

    /// <summary>LDSL010.</summary>
    public static readonly Rule NameTaken = new("LDSL010", "A member has the name of a generated one",
        "'{0}' {1}; rename it");

    /// <summary>LDSL011.</summary>
    public static readonly Rule NotALoss = new("LDSL011", "Attributes of a loss on a class that is none",
        "[{0}] has no effect on '{1}': {2}");

    /// <summary>LDSL012.</summary>
    public static readonly Rule MustBePlainPart = new("LDSL012", "A part must be a plain partial class",
        "'{0}' cannot be a part: it {1}");

    /// <summary>LDSL013.</summary>
    public static readonly Rule WrongPlace = new("LDSL013", "An attribute stands where it has no place",
        "[{0}] has no place on {1}: {2}");

    /// <summary>LDSL014.</summary>
    public static readonly Rule WrongHead = new("LDSL014", "An attribute is for another head",
        "[{0}] is for {1} heads; '{2}' has {3} head");

    /// <summary>LDSL015.</summary>
    public static readonly Rule NotLearnable = new("LDSL015", "A hyper-parameter cannot be learnable",
        "{0} of [{1}] names '{2}', which is marked [Learnable]: {3}");

    /// <summary>LDSL016.</summary>
    public static readonly Rule LearnableUnread = new("LDSL016", "A learnable property gives no hyper-parameter",
        "'{0}' is marked [Learnable], but no attribute of '{1}' reads it");

    /// <summary>LDSL017.</summary>
    public static readonly Rule OfAnotherGenerator = new("LDSL017", "What another generator writes is part of a declaration",
        "{0} comes from another generator, and no generator sees what another writes: {1}");

    /// <summary>LDSL018.</summary>
    public static readonly Rule NoGeneratedCode = new("LDSL018", "The project cannot take generated code",
        "No code is generated for '{0}', nor for any other loss here: {1}");

    /// <summary>Every rule.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        MustBePartial, MustBePlainClass, NoBaseTerm, OutOfRange, NoEffect, Contradiction, BadBinding, ConstantAndBinding,
        Missing, NameTaken, NotALoss, MustBePlainPart, WrongPlace, WrongHead,
        NotLearnable, LearnableUnread, OfAnotherGenerator, NoGeneratedCode,
    ];
}
