using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>What is written in one form and computed in another: both are the same function, and none goes further than one pass.</summary>
public class OneFormTests
{
    private static readonly double[][] Rows = [[0, 0.3, -0.7], [2, -3, 0.5], [-6, 1, 4], [9, -9, 0.1]];

    public static TheoryData<string, string, string, double> Losses => new()
    {
        { "Sigmoid", "ProbabilityShift", "Margin", 1e-40 },
        { "Sigmoid", "ProbabilityShift", "Margin", 0.01 },
        { "Sigmoid", "ProbabilityShift", "Margin", 0.99 },
        { "Gumbel", "ProbabilityShift", "Margin", 0.01 },
        { "Sigmoid", "ProbabilityShift", "MarginFrom", 0.3 },
        { "Sigmoid", "ProbabilityShift", "MarginFrom", 0.7 },
        { "Softmax", "DualFocal", "Epsilon", 0.01 },
        { "Softmax", "EncouragingLoss", "LogEnd", 0.75 },
        { "Sigmoid", "EncouragingLoss", "LogEndFrom", 0.6 },
        { "Softmax", "AsymmetricGeneralizedCrossEntropy", "A", 0.3 },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Both_forms_are_one_function(string head, string attribute, string argument, double value)
    {
        var declaration = Declared(head, attribute, argument, value);
        foreach (var form in LossModel.Of(declaration).TargetKinds)
        {
            var lowered = LossCompilation.Of(declaration).Lowered(form);
            Assert.Contains(lowered.Nodes, node => node.Op == Op.Numerical);
            var (formula, computed) = (OneForm.Formula.Run(lowered), OneForm.Computed.Run(lowered));
            Assert.DoesNotContain(formula.Nodes.Concat(computed.Nodes), node => node.Op == Op.Numerical);
            Assert.NotEqual(formula, computed);
            foreach (var (logits, label) in Rows.SelectMany(row => new[] { (row, 0), (row, 2) }))
            {
                var expected = Value(computed, logits, label, value);
                Assert.Equal(expected, Value(lowered, logits, label, value));
                Assert.Equal(expected, Value(formula, logits, label, value), 1e-12 * (1 + Math.Abs(expected)));
            }
        }
    }

    /// <summary>The margins of which the formula itself is computed have no other form.</summary>
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.98)]
    public void Where_a_formula_loses_nothing_it_is_computed(double margin)
    {
        var lowered = LossCompilation.Of(Declared("Sigmoid", "ProbabilityShift", "Margin", margin)).Lowered(LossForm.Numbers);
        Assert.DoesNotContain(lowered.Nodes, node => node.Op == Op.Numerical);
    }

    private static Declaration Declared(string head, string attribute, string argument, double value)
    {
        var isBound = argument.EndsWith("From", StringComparison.Ordinal);
        var use = Use(attribute, isBound ? Bound(argument, "Property") : Number(argument, value));
        return attribute == "ProbabilityShift" ? Loss(Head(head), Use("CrossEntropy"), use) : Loss(Head(head), use);
    }

    private static double Value(LossIr loss, double[] logits, int label, double property)
    {
        var parameters = new Dictionary<string, double> { ["Property"] = property };
        var inputs = new RowInputs(logits, label, [1], new Dictionary<string, double[]>(), parameters)
        {
            Inputs = new Dictionary<string, double[]> { [InputTable.Targets] = [.. logits.Select((_, k) => k == label ? 0.8 : 0.1)] },
        };
        return new IrEvaluator(loss, inputs).Component(0);
    }
}
