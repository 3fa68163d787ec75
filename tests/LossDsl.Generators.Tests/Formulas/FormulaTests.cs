using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Formulas are mathematics: whatever is declared, no name of the compiler's stands in them.</summary>
public class FormulaTests
{
    private static readonly Regex Operator = new($@"\b({string.Join("|", Enum.GetNames<Op>())})\b");

    public static TheoryData<string, string> Samples
    {
        get
        {
            var samples = new TheoryData<string, string>();
            foreach (var row in AttributeTable.All.Where(row => row.Stage is not (Stage.Loss or Stage.Part)))
            {
                foreach (var head in SampleDeclarations.Heads.Where(head => (row.Heads & head) != 0 && SampleDeclarations.HasTerms(head)))
                    samples.Add(row.Name, head.ToString());
            }

            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_attribute_can_be_declared(string attribute, string head)
        => Assert.Empty(LossCompiler.Check(SampleDeclarations.Of(attribute, Enum.Parse<Heads>(head))).Select(problem => problem.Message));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_attribute_has_formulas(string attribute, string head)
    {
        var declaration = SampleDeclarations.Of(attribute, Enum.Parse<Heads>(head));
        var loss = LossCompilation.Of(declaration);
        foreach (var kind in loss.Model.TargetKinds)
        {
            var lines = Documentation.Lines(declaration, [loss.Formula(kind)]);
            Assert.StartsWith("ℓ", lines[0], StringComparison.Ordinal);
            Assert.All(Formula.Joined(lines), formula => Assert.DoesNotMatch(Operator, formula.Split("    (")[0]));
        }
    }

    [Theory]
    [InlineData("[Loss(Head.Sigmoid)] [CrossEntropy] partial class X;", """
        ℓ = Σ_j (−log p_j if j = y, else −log(1 − p_j))    (CrossEntropy, mean over the elements that are not masked)
        ∂ℓ/∂z_k = −(1 − p_k) if k = y, else p_k
        for numbers t_k as targets ℓ = −(Σ_j (t_j (log p_j) + (1 − t_j) (log(1 − p_j))))    (CrossEntropy, mean over
            the elements that are not masked)
        with p_k = σ(z_k), σ(a) = 1/(1 + exp(−a))
        """)]
    [InlineData("[Loss(Head.Gumbel)] [CrossEntropy] [Temperature(2)] [NoReduction] partial class X;", """
        ℓ_k = exp(−0.5 z_k) if k = y, else −log(1 − p_k)    (CrossEntropy, per element)
        ∂ℓ/∂z_k = 0.5 (−exp(−0.5 z_k) if k = y, else (1 − p_k) ψ(p_k)/(1 − p_k))
        for numbers t_k as targets ℓ_k = t_k exp(−0.5 z_k) − (1 − t_k) log(1 − p_k)    (CrossEntropy, per element)
        with p_k = exp(−exp(−s_k)), s_k = 0.5 z_k
             ψ(p) = p log p / (p − 1), which goes from 0 at p = 0 to 1 at p = 1
        """)]
    [InlineData("""
        [Loss(Head.Softmax)] [Temperature(2)] [Confidence(0.9)]
        partial class X
        {
            [Part(WeightFrom = nameof(P))] [CrossEntropy] [InverseFrequency] partial class A;
            [Part] [LogSumExpPenalty(1)] [PolyTerm(1, Epsilon = 1)] [Mean(Over = Axis.Position)] [Sum(Over = Axis.Sample)] partial class B;
            double P => 1;
        }
        """, """
        ℓ_1 = −w_y (P (log p_y))    (A, sum over the weight sum)
        ℓ_2 = 1 − p_y    (B, mean over the valid positions, then sum over the samples)
        ℓ_3 = (log Z)²    (BLogSumExpPenalty, mean over the valid positions, then sum over the samples)
        ∂ℓ/∂z_k = 0.5 (2 (log Z) p_k − (P w_y + p_y) ([k = y] − p_k))
        what counts: the rows with max_k p_k above θ
        for numbers t_k as targets ℓ_1 = −P (Σ_j t_j (w_j (log p_j)))    (A, sum over the weight sum)
        for numbers t_k as targets ℓ_2 = Σ_j t_j (1 − p_j)    (B, mean over the valid positions, then sum over the
            samples)
        for numbers t_k as targets ℓ_3 = (log Z)²    (BLogSumExpPenalty, mean over the valid positions, then sum over
            the samples)
        with p = softmax(s), s_k = 0.5 z_k
             w_k = (Σ_j n_j)/n_k
             n_k the class counts
             Z = Σ_k exp(s_k)
        """)]
    [InlineData("[Loss(Head.Identity)] [Quantile(0.1, 0.9)] partial class X;", """
        ℓ = Σ_j max((0.1 if j = 0, else 0.9) (t_j − z_j), (1 − (0.1 if j = 0, else 0.9)) (z_j − t_j))    (Quantile,
            mean over the elements that are not masked)
        ∂ℓ/∂z_k = u1_k if (0.1 if k = 0, else 0.9) (t_k − z_k) < u1_k (z_k − t_k), else −(0.1 if k = 0, else 0.9)
        with u1_k = 1 − (0.1 if k = 0, else 0.9)
             z_k the prediction, t_k the value to predict
             gradients at a tie of max or min: the mean of both sides
        """)]
    [InlineData("[Loss(Head.Identity)] [Huber(Delta = 0.5)] [NoReduction] partial class X;", """
        ℓ_k = 0.5 (|z_k − t_k| − 0.25) if 0.5 < |z_k − t_k|, else 0.5 (z_k − t_k)²    (Huber, per element)
        ∂ℓ/∂z_k = 0.5 sign(z_k − t_k) if 0.5 < |z_k − t_k|, else z_k − t_k
        with z_k the prediction, t_k the value to predict
        """)]
    [InlineData("[Loss(Head.Identity)] [SmoothL1(Beta = 0.5)] [NoReduction] partial class X;", """
        ℓ_k = 2 (0.5 (|z_k − t_k| − 0.25) if 0.5 < |z_k − t_k|, else 0.5 (z_k − t_k)²)    (SmoothL1, per element)
        ∂ℓ/∂z_k = sign(z_k − t_k) if 0.5 < |z_k − t_k|, else 2 (z_k − t_k)
        with z_k the prediction, t_k the value to predict
        """)]
    [InlineData("[Loss(Head.Identity)] [EpsilonInsensitive(0.5)] [NoReduction] partial class X;", """
        ℓ_k = max(0, |z_k − t_k| − 0.5)    (EpsilonInsensitive, per element)
        ∂ℓ/∂z_k = [0 < |z_k − t_k| − 0.5] sign(z_k − t_k)
        with z_k the prediction, t_k the value to predict
             gradients at a tie of max or min: the mean of both sides
        """)]
    [InlineData("[Loss(Head.Softmax)] [CrossEntropy] [Seesaw] partial class X;", """
        ℓ = −log softmax(u1)_y    (CrossEntropy, mean over the valid rows)
        ∂ℓ/∂z_k = −(1 − softmax(u4)_k) if k = y, else softmax(u4)_k
        with p = softmax(z)
             u1_k = z_k if k = y, else z_k + 0.8 min(0, log(max(n_k, 1)) − log(max(n_y, 1))) + stop(2 max(0, log p_k −
                 max(log p_y, −4.60517018599)))
             u2_k = log(max(n_k, 1)) − log(max(n_y, 1))
             u3_k = log p_k − max(log p_y, −4.60517018599)
             u4_k = z_k if k = y, else z_k + [0 ≥ u2_k] 0.8 u2_k + [0 < u3_k] 2 u3_k
             n_k the class counts
             stop(a) = a, a constant for the gradient
             gradients at a tie of max or min: the mean of both sides
        """)]
    public void Formulas_read_as_mathematics(string source, string expected)
    {
        var declaration = Read.Class(source)!;
        Assert.Equal(expected.Split('\n'), Documentation.Of(declaration));
    }
}
