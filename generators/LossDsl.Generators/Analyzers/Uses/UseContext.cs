using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;

namespace LossDsl.Generators;

/// <summary>What a rule of use looks at: the code of one member that evaluates a declared loss.</summary>
internal sealed class UseContext(
    MethodBody body,
    IReadOnlyList<LossCall> calls,
    ConcurrentDictionary<INamedTypeSymbol, DeclaredLoss?> losses,
    Func<bool> opensScopes,
    Action<Diagnostic> report,
    CancellationToken cancellation)
{
    /// <summary>The code.</summary>
    public MethodBody Body => body;

    /// <summary>The calls that evaluate a loss, in the order of the source.</summary>
    public IReadOnlyList<LossCall> Calls => calls;

    /// <summary>
    /// Whether some file of the compilation opens a dispose scope, which may be in force wherever the member is called from.
    /// </summary>
    public bool OpensScopes => opensScopes();

    /// <summary>The declaration of a loss, null if it has errors.</summary>
    public DeclaredLoss? LossOf(LossCall call) => losses.GetOrAdd(call.Loss, type => DeclaredLoss.Of(type, cancellation));

    /// <summary>The verdicts on a loss at the end of its schedule.</summary>
    public PhaseReport Verdicts(DeclaredLoss loss) => loss.Verdicts(cancellation);

    /// <summary>
    /// The loss whose scores a variable holds; null if it is none, or if other losses take the same scores, so that the sum of all
    /// decides.
    /// </summary>
    public LossCall? TrainedBy(ISymbol? variable)
    {
        if (variable is null)
            return null;
        var own = calls.Where(call => SymbolEqualityComparer.Default.Equals(call.Variable, variable)).ToList();
        return own.Count == 0 || own.Any(call => !SymbolEqualityComparer.Default.Equals(call.Loss, own[0].Loss))
            || OtherLosses.Take(variable, body)
            ? null
            : own[0];
    }

    /// <summary>Reports a breach.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="place">The code that breaks it.</param>
    /// <param name="mend">What mends it, as <see cref="Mending"/> makes it; null if nothing obvious does.</param>
    /// <param name="arguments">The arguments of the message.</param>
    public void Report(Rule rule, SyntaxNode place, ImmutableDictionary<string, string?>? mend, params string[] arguments)
        => report(Diagnostic.Create(
            UseDescriptors.Of(rule), place.GetLocation(), mend, arguments.ToArray<object>()));
}
