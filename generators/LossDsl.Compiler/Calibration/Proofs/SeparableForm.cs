using System;
using System.Collections.Generic;
using System.Linq;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <summary>
/// The normal form of losses of a softmax that closed forms speak of: ℓ_y = A_y(log p_y) + W_y Σ_k B_k(log p_k), up to what
/// fixes the gauge only, with p = softmax(D z + b). Margins at the label, class weights, smoothing, and regularisers that are
/// sums over the probabilities are all of this form.
/// </summary>
/// <param name="Own">A, per class, in which the logits stand for log p.</param>
/// <param name="Shared">B, likewise; null for none.</param>
/// <param name="SharedWeight">W, per class; null for 1.</param>
/// <param name="Scale">D: one number, or one per class.</param>
/// <param name="Shift">b, likewise.</param>
/// <param name="FixesGauge">Whether something else fixes the sum of the scores, and only that.</param>
internal sealed partial record SeparableForm(Expr Own, Expr? Shared, Expr? SharedWeight, Expr Scale, Expr Shift, bool FixesGauge)
{
    /// <summary>
    /// The form of a loss; null if it is another, or a factor that the weights of all rows decide stands between its terms.
    /// </summary>
    public static SeparableForm? Of(LossIr loss, Population population)
    {
        try
        {
            return new Reader(loss, population).Read();
        }
        catch (NotSeparableException)
        {
            return null;
        }
    }

    private sealed class NotSeparableException : Exception
    {
    }

    /// <summary>Reads the form off a loss: sums are gone into, and what is a function of one probability is rebuilt as such.</summary>
    private sealed partial class Reader(LossIr loss, Population population)
    {
        private readonly Graph source = new(population.Cancellation);
        private readonly Graph target = new(population.Cancellation);
        private readonly HashSet<int> moving = [];
        private readonly Dictionary<int, Expr> logRests = [];
        private readonly Dictionary<(int, bool), Expr> ofOne = [];
        private readonly RunningSum own = new(), shared = new();
        private Expr? weight;
        private bool fixesGauge, hasShared, acts;

        public SeparableForm? Read()
        {
            var zero = target.Constant(0);
            var components = loss.Components.Select(component => loss.Nodes.Into(component.Value, source, Leaf)).ToList();
            for (var id = 0; id < source.Count; id++)
            {
                if (source[id].Op == Op.Logits || source[id].Operands.Any(moving.Contains))
                    moving.Add(id);
            }

            // log(1 − p) has a form of its own under a softmax, which has to be known again.
            for (int id = 0, count = source.Count; id < count; id++)
            {
                if (source[id].Op == Op.LogSoftmax && LabelProbability.Softmax(new Expr(source, id)).LogOneMinusP is { } rest
                    && rest.Id < count)
                    logRests[rest.Id] = new Expr(source, id);
            }

            // What fixes the gauge, and what stays the same, may be divided by anything: its slopes vanish at the minimiser.
            var acting = new List<Component>();
            foreach (var (component, declared) in components.Zip(loss.Components, (component, declared) => (component, declared)))
            {
                acts = false;
                Collect(component, target.Constant(1), null);
                if (acts)
                    acting.Add(declared);
            }

            return scale is null
                || !population.AreDividedAlike(acting) ? null
                : new SeparableForm(own.Value ?? zero, hasShared ? shared.Value : null, weight, scale.Value, shift!.Value, fixesGauge);
        }

        private Expr? Leaf(Node node)
            => node.Op == Op.Parameter && node.Name == InputTable.Epoch ? source.Constant(population.Epoch) : null;

        private bool Moves(Expr expr) => moving.Contains(expr.Id);

        private void Collect(Expr expr, Expr factor, Expr? row)
        {
            if (!Moves(expr))
                return;
            switch (expr.Op)
            {
                case Op.Add:
                    Collect(expr.A, factor, row);
                    Collect(expr.B, factor, row);
                    break;
                case Op.Sub:
                    Collect(expr.A, factor, row);
                    Collect(expr.B, -factor, row);
                    break;
                case Op.Neg:
                    Collect(expr.A, -factor, row);
                    break;
                case Op.Div when !Moves(expr.B) && IsNumber(expr.B):
                    Collect(expr.A, factor / Still(expr.B), row);
                    break;
                case Op.Mul or Op.Weigh when IsGauge(expr):
                    fixesGauge = true;
                    break;
                case Op.Mul or Op.Weigh:
                    var (still, rest) = Moves(expr.A) ? (expr.B, expr.A) : (expr.A, expr.B);
                    if (!Moves(still) && still.Op == Op.AtLabel)
                        Collect(rest, factor, row is { } already ? already * Still(still.A) : Still(still.A));
                    else if (!Moves(still) && IsNumber(still))
                        Collect(rest, factor * Still(still), row);
                    else
                        AddOwn(factor * OfLabel(expr), row);
                    break;
                case Op.Select when !Moves(expr.A) && IsNumber(expr.A):
                    Collect(expr.B, Select(Still(expr.A), factor, target.Constant(0)), row);
                    Collect(expr.C, Select(Still(expr.A), target.Constant(0), factor), row);
                    break;
                case Op.SumClass:
                    Sum(expr.A, factor, row);
                    break;
                default:
                    AddOwn(factor * OfLabel(expr), row);
                    break;
            }
        }

        private void Sum(Expr summand, Expr factor, Expr? row)
        {
            var (here, elsewhere) = (OfOne(summand, atLabel: true), OfOne(summand, atLabel: false));
            if (here != elsewhere)
                AddOwn(factor * (here - elsewhere), row);
            if (!ElementForm.Moves(elsewhere))
                return;
            if (hasShared && weight?.Id != row?.Id)
                throw new NotSeparableException();
            shared.Add(factor * elsewhere);
            (weight, hasShared, acts) = (row, true, true);
        }

        private void AddOwn(Expr term, Expr? row)
        {
            own.Add(row is { } w ? w * term : term);
            acts = true;
        }

        /// <summary>A positive multiple of (log Σ e^s)²: a shift of the scores makes it 0, whatever they are.</summary>
        private bool IsGauge(Expr expr)
        {
            List<Expr> factors = [];
            void Flatten(Expr one)
            {
                if (one.Op == Op.Mul)
                {
                    Flatten(one.A);
                    Flatten(one.B);
                }
                else
                {
                    factors.Add(one);
                }
            }

            Flatten(expr);
            var moved = factors.Where(Moves).ToList();
            return moved.Count == 2 && moved[0] == moved[1] && moved[0].Op == Op.LogSumExp
                && Affine(moved[0].A, false) is { } form && !form.Scale.Contains(node => (node.Axes & Axes.Class) != 0)
                && factors.Where(factor => !Moves(factor)).All(IsCoefficient);
        }

        /// <summary>A number above 0, or one of a call that is never below.</summary>
        private bool IsCoefficient(Expr factor)
            => (factor.Op == Op.Constant && factor.Node.Value > 0)
            || (factor.Op == Op.Parameter && population.Ranges.TryGetValue(factor.Node.Name!, out var range) && range.Low >= 0);

        /// <summary>A number, the same for every class and label.</summary>
        private static bool IsNumber(Expr expr)
            => (expr.Axes & Axes.Class) == 0 && !expr.Contains(node => node.Op is Op.IsLabel or Op.AtLabel or Op.MatrixRow or Op.Input);

        /// <summary>A number per row, which depends on the scores through the probability of the label alone.</summary>
        private Expr OfLabel(Expr expr)
            => (expr.Axes & Axes.Class) == 0 ? OfOne(expr, atLabel: true) : throw new NotSeparableException();

        private Expr Still(Expr expr) => OfOne(expr, atLabel: true);

        /// <summary>An expression per class as a function of the probability of the class alone.</summary>
        private Expr OfOne(Expr expr, bool atLabel)
        {
            if (!ofOne.TryGetValue((expr.Id, atLabel), out var known))
                ofOne[(expr.Id, atLabel)] = known = FindOfOne(expr, atLabel);
            return known;
        }

        private Expr FindOfOne(Expr expr, bool atLabel)
        {
            if (logRests.TryGetValue(expr.Id, out var logP))
                return Log(OneMinusExp(OfOne(logP, atLabel)));
            switch (expr.Op)
            {
                case Op.LogSoftmax:
                    return LogProbability(expr.A, atLabel);
                case Op.IsLabel:
                    return target.Constant(atLabel ? 1 : 0);
                case Op.Select when expr.A.Op == Op.IsLabel:
                    return OfOne(atLabel ? expr.B : expr.C, atLabel);
                case Op.Input when expr.Node.Name == InputTable.Targets:
                    return target.Constant(atLabel ? 1 : 0);
                case Op.Input:
                    return target.Constant(1);
                case Op.AtLabel when atLabel:
                    return OfOne(expr.A, atLabel);
                case Op.Logits or Op.AtLabel or Op.MatrixRow:
                case Op.SumClass or Op.MaxClass or Op.LogSumExp when Moves(expr):
                    throw new NotSeparableException();
                default:
                    return target.Copy(expr.Node, id => OfOne(new Expr(source, id), atLabel));
            }
        }
    }
}
