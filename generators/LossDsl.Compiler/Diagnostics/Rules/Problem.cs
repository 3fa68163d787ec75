namespace LossDsl.Compiler;

/// <summary>How serious a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The declaration is ill-typed, without effect, or has no finite value.</summary>
    Error,

    /// <summary>The declaration compiles and is probably not what was meant.</summary>
    Warning,

    /// <summary>Worth knowing.</summary>
    Info,
}

/// <summary>A rule that declarations must keep.</summary>
/// <param name="Id">LDSL and a number.</param>
/// <param name="Title">The rule in a few words.</param>
/// <param name="Message">The message, with the arguments of <see cref="Problem.Arguments"/> as {0}, {1}, ….</param>
/// <param name="Severity">How serious a breach is.</param>
public sealed record Rule(string Id, string Title, string Message, ProblemSeverity Severity = ProblemSeverity.Error)
{
    /// <summary>What the rule is about, by which an .editorconfig can speak of many rules at once.</summary>
    public string Category { get; init; } = RuleTable.Language;

    /// <summary>Whether a breach explains why the loss misses its goal, so that the verdict alone need not be told besides.</summary>
    public bool ExplainsVerdict { get; init; }

    /// <summary>A warning about what the minimiser of the population risk decides.</summary>
    internal static Rule OfCalibration(string id, string title, string message)
        => new(id, title, message, ProblemSeverity.Warning) { Category = RuleTable.Calibration };

    /// <summary>One whose breach explains a verdict.</summary>
    internal static Rule Explanation(string id, string title, string message)
        => OfCalibration(id, title, message) with { ExplainsVerdict = true };
}

/// <summary>One breach of a rule, located in terms of the declaration.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Attribute">The index of the attribute in <see cref="Declaration.Attributes"/>, or −1 for the class.</param>
/// <param name="Argument">The argument of that attribute that is to blame, if one is.</param>
/// <param name="Arguments">The arguments of the message, already formatted.</param>
public sealed record Problem(Rule Rule, int Attribute, string? Argument, EquatableArray<string> Arguments)
{
    /// <summary>
    /// The part that the attribute stands on, by its index in <see cref="Declaration.Parts"/>, or −1 for the loss itself.
    /// </summary>
    public int Part { get; init; } = -1;

    /// <summary>How many types further out the type stands that is to blame; 0 for the class itself.</summary>
    public int Outwards { get; init; }

    /// <summary>The property of the class that is to blame, if one is.</summary>
    public string? Property { get; init; }

    /// <summary>What would mend it, the best first; empty if nothing obvious does.</summary>
    public EquatableArray<Remedy> Remedies { get; init; }

    /// <summary>The message in full.</summary>
    public string Message
    {
        get
        {
            var message = Rule.Message;
            for (var i = 0; i < Arguments.Count; i++)
                message = message.Replace("{" + i + "}", Arguments[i]);
            return message;
        }
    }
}
