using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// What a declaration says in one form of targets, whatever words it says it with: the lowered loss in normal form, without names
/// and without an order of summands. Components that are aggregated alike are one, since means and sums are linear.
/// </summary>
/// <param name="Aggregation">The head, the form, and how rows become one number.</param>
/// <param name="Inputs">What is read besides logits and labels, and the operators that are no arithmetic: what few hyper-parameters
/// change.</param>
/// <param name="Values">What is aggregated, and by what rows are weighted and selected.</param>
internal sealed record LossContent(string Aggregation, string Inputs, string Values)
{
    /// <summary>The content of a loss, form by form as it is asked for.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static IEnumerable<LossContent> Of(LossCompilation loss, CancellationToken cancellation)
    {
        var selection = string.Concat(loss.Model.Terms.Where(term => term.Row.Selects is not null)
            .Select(term => Selection(term.Row, term.Use)));
        foreach (var form in loss.Model.TargetKinds)
        {
            yield return Of($"{loss.Model.Head} {form}", loss.Lowered(form, cancellation), selection, cancellation);
            if (loss.Key(form, cancellation) is { } key)
                yield return Of($"{loss.Model.Head} {form}", key, selection, cancellation);
        }
    }

    private static LossContent Of(string what, LossIr lowered, string selection, CancellationToken cancellation)
    {
        var loss = Normal(lowered, cancellation);
        var keys = ContentKey.OfAll(loss.Nodes);
        string Key(int id) => id < 0 ? "-" : keys[id].ToString();
        var components = loss.Components
            .Select(component =>
                (Denominator: component.Denominator + string.Concat(component.Steps.Select(step => $" {step}")),
                    Value: Key(component.Value)))
            .OrderBy(component => component.Denominator + component.Value, System.StringComparer.Ordinal).ToList();
        return new LossContent(
            $"{what} {loss.Reduction} {string.Join(", ", components.Select(component => component.Denominator))}",
            string.Join(", ", loss.Nodes.Where(node => OperatorTable.Facts(node.Op).Recognition == Recognition.Telling)
                .Select(node => node.Op + node.Name).Distinct().OrderBy(name => name, System.StringComparer.Ordinal)),
            string.Join(" ", components.Select(component => component.Value).Append(Key(loss.RowWeight)).Append(Key(loss.ElementValue))
                .Append(selection)));
    }

    private static string Selection(AttributeRow row, AttributeUse use)
    {
        var (rule, parameter) = row.Selects!(use);
        var known = row.Parameters.First(one => one.Name == parameter);
        return rule + " " + (known.Binding is { } binding && use[binding]?.Bound is { } bound ? bound.Name
            : (use[parameter]?.Numbers is { Count: 1 } numbers ? numbers[0] : known.Default)?.ToString("R", CultureInfo.InvariantCulture));
    }

    private static LossIr Normal(LossIr loss, CancellationToken cancellation)
    {
        var graph = new Graph(cancellation);
        Expr Of(int id) => loss.Nodes.Into(id, graph, _ => null);
        var table = new NodeTable();
        var components = loss.Components
            .GroupBy(component => (component.Denominator, component.Steps))
            .Select(alike => new Component("", table.Add(RunningSum.Of(alike.Select(component => Of(component.Value)))),
                alike.Key.Denominator)
            { Steps = alike.Key.Steps })
            .ToEquatable();
        var whole = loss with
        {
            Components = components,
            Results = loss.Results.Select(root => root with { Node = table.Add(Of(root.Node)) }).ToEquatable(),
        };
        return new AlgebraPass(limits: false).Run(whole with { Nodes = table.Nodes, Hints = table.Nodes.Select(_ => "").ToEquatable() },
            cancellation);
    }
}
