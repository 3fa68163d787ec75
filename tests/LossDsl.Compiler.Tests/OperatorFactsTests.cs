using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>Each fact about each operator is said, and what is said is true.</summary>
public class OperatorFactsTests
{
    private static readonly double[] Points = [-9, -2.3, -0.7, -1e-2, 0.4, 0.93, 1.9, 6.5];

    public static TheoryData<Op> All => [.. OperatorTable.All.Select(row => row.Op)];

    public static TheoryData<Op> Functions => [.. OperatorTable.All.Where(IsFunction).Select(row => row.Op)];

    // What is for passes only hands its operand on.
    private static bool IsFunction(OperatorRow row) => row is { Arity: 1, Elementwise: true, Op: not (Op.Stop or Op.Rounded) };

    /// <summary>A column with a default could be left out by a row that ought to have said something else.</summary>
    [Fact]
    public void No_fact_has_a_default()
        => Assert.All(
            new[] { typeof(OperatorRow), typeof(OperatorFacts) }.SelectMany(type => type.GetConstructors().Single().GetParameters()),
            parameter => Assert.False(parameter.HasDefaultValue, $"{parameter.Name} may be left out"));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_fact_is_said(Op op)
    {
        var facts = OperatorTable.Facts(op);
        foreach (var column in typeof(OperatorFacts).GetProperties())
        {
            var fact = column.GetValue(facts);
            Assert.True(fact is not null, $"{op} does not say {column.Name}");
            Assert.True(!column.PropertyType.IsEnum || Enum.IsDefined(column.PropertyType, fact), $"{op} has no {column.Name} {fact}");
        }

        Assert.Matches(new Regex("^[a-z][A-Za-z]+$"), facts.Hint);
        Assert.True(!ReferenceEquals(facts.Curve, Curve.OfOperands)
            || !IsFunction(OperatorTable.Row(op)), $"{op} says nothing of its curve");
    }

    /// <summary>The vector functions of the runtime are the transcendental ones, and the share, which only selects.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void What_calls_a_vector_function_is_transcendental(Op op)
    {
        var row = OperatorTable.Row(op);
        if (row.Plain is not null && op != Op.Weigh)
            Assert.Equal(row.Vector?.StartsWith("SimdMath.", StringComparison.Ordinal) == true, row.Facts.Cost == Cost.Transcendental);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void The_range_holds(Op op)
    {
        var row = OperatorTable.Row(op);
        Assert.All(Of(row), at => Assert.True(IsIn(row.Facts.Range, at.Value), $"{op} is {at.Value} at {at.X}"));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void It_goes_the_way_that_is_said(Op op)
    {
        var row = OperatorTable.Row(op);
        var at = Of(row);
        foreach (var (low, high) in at.Zip(at.Skip(1)))
        {
            var slope = (high.Value - low.Value) / (high.X - low.X);
            Assert.True(row.Facts.Curve.Monotony switch { Monotony.Rises => slope > 0, Monotony.Falls => slope < 0, _ => true },
                $"{op} between {low.X} and {high.X}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void It_bends_the_way_that_is_said(Op op)
    {
        var row = OperatorTable.Row(op);
        foreach (var (low, high) in from low in Of(row) from high in Of(row) where low.X < high.X select (low, high))
        {
            var chord = 0.5 * (low.Value + high.Value);
            var between = row.Value!(0.5 * (low.X + high.X), 0, 0);
            var rounding = 1e-12 * (1 + Math.Abs(chord));
            Assert.True(!row.Facts.Curve.IsConvex || between <= chord + rounding, $"{op} is not convex between {low.X} and {high.X}");
            Assert.True(!row.Facts.Curve.IsConcave || between >= chord - rounding, $"{op} is not concave between {low.X} and {high.X}");
        }
    }

    /// <summary>Below where it is said to begin it is no number, and from there on it is one.</summary>
    [Theory]
    [MemberData(nameof(Functions))]
    public void It_begins_where_it_is_said_to(Op op)
    {
        var row = OperatorTable.Row(op);
        Assert.All(Of(row), at => Assert.False(double.IsNaN(at.Value), $"{op} at {at.X}"));
        if (op != Op.Bennett && row.Facts.Curve.From is > double.NegativeInfinity and var from)
            Assert.True(double.IsNaN(row.Value!(from - 0.5, 0, 0)), $"{op} has a value below {from}");
    }

    private static List<(double X, double Value)> Of(OperatorRow row)
        => [.. Points.Where(x => x > row.Facts.Curve.From).Select(x => (x, row.Value!(x, 0, 0)))];

    private static bool IsIn(Range range, double value) => range switch
    {
        Range.Positive => value > 0,
        Range.NonNegative => value >= 0,
        Range.NonPositive => value <= 0,
        _ => true,
    };
}
