using System.Collections.Generic;
using static LossDsl.Compiler.Functions;

namespace LossDsl.Compiler;

/// <content>What the softmax is taken of: D z + b.</content>
internal sealed partial record SeparableForm
{
    private sealed partial class Reader
    {
        private readonly Dictionary<(int, bool), (Expr Scale, Expr Shift)?> affine = [];
        private Expr? scale, shift;

        private Expr LogProbability(Expr scores, bool atLabel)
        {
            if (Affine(scores, false) is not { } others || Affine(scores, true) is not { } label
                || (scale is { } known && (known != others.Scale || shift != others.Shift)) || label.Scale != others.Scale)
                throw new NotSeparableException();
            (scale, shift) = (others.Scale, others.Shift);
            var logP = target.Leaf(Op.Logits);
            if (label.Shift == others.Shift)
                return logP;
            if (!atLabel)
                throw new NotSeparableException();
            var raised = label.Shift - others.Shift;
            return logP + raised - Log1p(Exp(logP) * (Exp(raised) - 1));
        }

        /// <summary>Scores as D z + b, at the label or elsewhere; null if they are no such thing.</summary>
        private (Expr Scale, Expr Shift)? Affine(Expr scores, bool atLabel)
        {
            if (!affine.TryGetValue((scores.Id, atLabel), out var known))
                affine[(scores.Id, atLabel)] = known = FindAffine(scores, atLabel);
            return known;
        }

        private (Expr Scale, Expr Shift)? FindAffine(Expr scores, bool atLabel)
        {
            var zero = target.Constant(0);
            if (!Moves(scores))
                return (zero, OfOne(scores, atLabel));
            switch (scores.Op)
            {
                case Op.Logits:
                    return (target.Constant(1), zero);
                case Op.Neg when Affine(scores.A, atLabel) is { } a:
                    return (-a.Scale, -a.Shift);
                case Op.Add when Affine(scores.A, atLabel) is { } a && Affine(scores.B, atLabel) is { } b:
                    return (a.Scale + b.Scale, a.Shift + b.Shift);
                case Op.Sub when Affine(scores.A, atLabel) is { } a && Affine(scores.B, atLabel) is { } b:
                    return (a.Scale - b.Scale, a.Shift - b.Shift);
                case Op.Mul when !Moves(scores.A) && Affine(scores.B, atLabel) is { } b && OfOne(scores.A, atLabel) is var factor:
                    return (factor * b.Scale, factor * b.Shift);
                case Op.Mul when !Moves(scores.B) && Affine(scores.A, atLabel) is { } a && OfOne(scores.B, atLabel) is var factor:
                    return (a.Scale * factor, a.Shift * factor);
                case Op.Div when !Moves(scores.B) && Affine(scores.A, atLabel) is { } a && OfOne(scores.B, atLabel) is var divisor:
                    return (a.Scale / divisor, a.Shift / divisor);
                case Op.Select when scores.A.Op == Op.IsLabel:
                    return Affine(atLabel ? scores.B : scores.C, atLabel);
                case Op.Select when !Moves(scores.A) && Affine(scores.B, atLabel) is { } a && Affine(scores.C, atLabel) is { } b
                    && OfOne(scores.A, atLabel) is var condition:
                    return (Select(condition, a.Scale, b.Scale), Select(condition, a.Shift, b.Shift));
                default:
                    return null;
            }
        }
    }
}
