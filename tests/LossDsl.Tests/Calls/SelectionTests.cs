using System;
using System.Linq;
using LossDsl.Runtime;
using Xunit;

namespace LossDsl.Tests.Calls;

/// <summary>Which rows are selected, and that the others are ignored rows from then on.</summary>
public class SelectionTests
{
    /// <summary>Many random keys, with ties, zeros of both signs, infinities and NaN, against a sort.</summary>
    [Fact]
    public void The_hardest_are_those_that_a_stable_sort_puts_first()
    {
        var random = new Random(1);
        double[] special = [0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon, 1e300,
            -1e300];
        for (var trial = 0; trial < 2000; trial++)
        {
            var count = random.Next(1, 40);
            var keys = Enumerable.Range(0, count)
                .Select(_ => random.Next(4) == 0 ? special[random.Next(special.Length)] : random.Next(-3, 4) / 3.0).ToArray();
            var labels = Enumerable.Range(0, count).Select(_ => random.Next(6) - 1).ToArray();
            var valid = labels.Count(label => label >= 0);
            var number = random.Next(1, count + 3);
            var first = Enumerable.Range(0, count).Where(row => labels[row] >= 0)
                .OrderByDescending(row => double.IsNaN(keys[row]) ? 1 : 0).ThenByDescending(row => keys[row]).Take(number).ToHashSet();
            var expected = labels.Select((label, row) => first.Contains(row) ? label : -1).ToArray();
            Assert.Equal(first.Count, RowSelector.Run(SelectionRule.HardestCount, number, keys, new ulong[count], labels, valid));
            Assert.Equal(expected, labels);
        }
    }

    [Theory]
    [InlineData(1.0, 10, 10)]
    [InlineData(0.25, 10, 3)]
    [InlineData(0.7, 10, 7)]
    [InlineData(0.3, 10, 3)]
    [InlineData(0.1, 30, 3)]
    [InlineData(1e-9, 10, 1)]
    [InlineData(0.5, 0, 0)]
    public void A_fraction_is_rounded_up_to_whole_rows(double fraction, int valid, int selected)
    {
        var labels = Enumerable.Range(0, 40).Select(row => row < valid ? 1 : -1).ToArray();
        var keys = Enumerable.Range(0, 40).Select(row => (double)(row * 7 % 40)).ToArray();
        Assert.Equal(selected, RowSelector.Run(SelectionRule.HardestFraction, fraction, keys, new ulong[40], labels, valid));
        Assert.Equal(selected, labels.Count(label => label >= 0));
    }

    [Fact]
    public void Thresholds_are_strict_and_NaN_stays()
    {
        double[] keys = [0.5, 0.5000001, 0.4999999, double.NaN, double.NegativeInfinity, double.PositiveInfinity, 0.9, -0.0, 0];
        Assert.Equal([1, 3, 5], Selected(SelectionRule.Above, 0.5, ignored: 6));
        Assert.Equal([2, 3, 4, 7, 8], Selected(SelectionRule.Below, 0.5, ignored: 6));
        Assert.Equal([3, 4], Selected(SelectionRule.Below, 0, ignored: 6));
        Assert.Equal([0, 1, 2, 3, 5], Selected(SelectionRule.Above, 0, ignored: 6));

        int[] Selected(SelectionRule rule, double threshold, int ignored)
        {
            var labels = Enumerable.Range(0, 9).Select(row => row == ignored ? -1 : 2).ToArray();
            var kept = RowSelector.Run(rule, threshold, keys, new ulong[9], labels, 8);
            var selected = Enumerable.Range(0, 9).Where(row => labels[row] >= 0).ToArray();
            Assert.Equal(kept, selected.Length);
            return selected;
        }
    }

    /// <summary>The whole way: the rows not selected have no loss, no gradient, and no part in the denominator.</summary>
    [Theory]
    [InlineData(TargetKind.Labels)]
    [InlineData(TargetKind.Numbers)]
    public void Rows_that_are_not_selected_are_ignored(TargetKind kind)
    {
        const int Rows = 300;
        var logits = Toy.Random(Rows * 3, 1);
        var targets = Toy.Random(Rows * 3, 2, 0, 1);
        var labels = Enumerable.Range(0, Rows).Select(row => row % 11 == 0 ? -1 : row % 3).ToArray();
        var mask = labels.Select(label => label >= 0).ToArray();
        var weights = Toy.Random(Rows, 3, 0, 2);
        double Key(int row) => kind == TargetKind.Labels
            ? (1 + (0.5 * labels[row])) * Math.Pow(logits[(row * 3) + labels[row]] - 1, 2)
            + (0.1 * Enumerable.Range(row * 3, 3).Sum(i => logits[i] * logits[i]))
            : Enumerable.Range(row * 3, 3).Sum(i => Math.Pow(logits[i] - targets[i], 2) + (0.1 * logits[i] * logits[i]));
        var valid = Enumerable.Range(0, Rows).Where(row => mask[row]).ToArray();
        var hardest = valid.OrderByDescending(Key).Take((int)Math.Ceiling(0.2 * valid.Length)).ToHashSet();
        var chosen = Enumerable.Range(0, Rows).Select(hardest.Contains).ToArray();

        var selection = new RowSelection { Key = Toy.KeyPlan(Head.Softmax, kind), Rule = SelectionRule.HardestFraction, Amount = 0.2 };
        var (withSelection, withMask) =
            (Run(Toy.Plan(targets: kind, selection: selection, ignoreIndex: -1), mask),
                Run(Toy.Plan(targets: kind, ignoreIndex: -1), chosen));
        Assert.Equal(withMask.Value, withSelection.Value);
        Assert.Equal(withMask.Gradient, withSelection.Gradient);
        Assert.Equal(withMask.PerSample, withSelection.PerSample);
        Assert.Contains(withMask.Gradient, number => number != 0);

        (double Value, double[] Gradient, double[] PerSample) Run(LossPlan plan, bool[] rows)
        {
            var (gradient, perSample) = (new double[Rows * 3], new double[Rows]);
            var inputs = kind == TargetKind.Labels ? new LossInputs<double>(logits, labels) : new LossInputs<double>(logits, targets);
            var value = Toy.Evaluate(plan, inputs with { Shape = new(Rows, 3), Mask = rows, SampleWeights = weights },
                new LossOutputs<double> { Gradient = gradient, PerSample = perSample });
            return (value, gradient, perSample);
        }
    }

    [Fact]
    public void Amounts_that_cannot_be()
    {
        foreach (var (rule, amount, reason) in new[]
        {
            (SelectionRule.HardestFraction, 0.0, "a fraction must be in (0, 1]"),
            (SelectionRule.HardestFraction, 1.5, "a fraction must be in (0, 1]"),
            (SelectionRule.HardestFraction, double.NaN, "a fraction must be in (0, 1]"),
            (SelectionRule.HardestCount, 0, "a count must be a whole number of at least 1"),
            (SelectionRule.HardestCount, 2.5, "a count must be a whole number of at least 1"),
            (SelectionRule.Above, double.NaN, "a threshold must be finite"),
        })
        {
            // By the plan, and by a parameter of the call.
            foreach (var parameter in new[] { -1, 1 })
            {
                var selection = new RowSelection
                {
                    Key = Toy.KeyPlan(Head.Softmax, TargetKind.Labels),
                    Rule = rule,
                    Amount = parameter < 0
                    ? amount : 1,
                    AmountParameter = parameter
                };
                var exception = Assert.Throws<ArgumentOutOfRangeException>(() =>
                    Toy.Evaluate(Toy.Plan(selection: selection), new LossInputs<double>(new double[12], new int[4]), default, 0.5, amount));
                Assert.StartsWith(FormattableString.Invariant($"Toy selects rows by {rule} {amount}; {reason}."), exception.Message);
                Assert.Equal("selection", exception.ParamName);
            }
        }
    }
}
