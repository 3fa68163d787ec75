using System;
using System.Linq;
using Xunit;
using static LossDsl.Compiler.Functions;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>
/// A faulty loss is caught, with the pass that it comes from; <see cref="Pipeline"/> has every pass of every loss checked.
/// </summary>
public class VerifierTests
{
    private static readonly LossIr Whole =
        Pipeline.Differentiated(LossCompilation.Of(Loss(Use("CrossEntropy"), Use("Focal"))).Lowered(LossForm.Labels));

    [Fact]
    public void A_loss_is_let_through() => Assert.Same(Whole, Verifier.Check(Whole, "a pass", [Op.Stop]));

    [Fact]
    public void Operators_that_a_pass_removes_are_gone()
        => Assert.Contains("LogSoftmax is left", Fault(Whole, Op.LogSoftmax), StringComparison.Ordinal);

    [Fact]
    public void Axes_are_those_of_the_operands()
    {
        var at = Enumerable.Range(0, Whole.Nodes.Count).First(id => Whole.Nodes[id] is { Op: Op.Mul, Axes: Axes.Batch | Axes.Class });
        var nodes = Whole.Nodes.Select((node, id) => id == at ? node with { Axes = Axes.Class } : node).ToEquatable();
        Assert.Contains($"%{at} = Mul has the axes Class", Fault(Whole with { Nodes = nodes }), StringComparison.Ordinal);
    }

    [Fact]
    public void Operands_stand_first()
    {
        var at = Enumerable.Range(0, Whole.Nodes.Count).First(id => Whole.Nodes[id].Op == Op.Mul);
        var nodes = Whole.Nodes.Select((node, id) => id == at ? node with { A = Whole.Nodes.Count - 1 } : node).ToEquatable();
        Assert.Contains("before an operand", Fault(Whole with { Nodes = nodes }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_one_number_per_row()
    {
        var graph = new Graph();
        var table = new NodeTable();
        var perClass = table.Add(Exp(graph.Leaf(Op.Logits)));
        var loss = new LossIr(table.Nodes, table.Hints, new[] { new Component("Value", perClass, Denominator.Valid) }.ToEquatable(),
            Reduction.Sum);
        Assert.Contains("the value of Value varies over Batch, Class", Fault(loss), StringComparison.Ordinal);
    }

    private static string Fault(LossIr loss, params Op[] removed)
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Verifier.Check(loss, "a pass", removed));
        Assert.StartsWith("after \"a pass\": ", fault.Message, StringComparison.Ordinal);
        return fault.Message;
    }
}
