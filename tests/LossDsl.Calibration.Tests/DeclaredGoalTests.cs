using System;
using System.Linq;
using System.Reflection;
using LossDsl.Compiler;
using LossDsl.Generators;
using LossDsl.Generators.Tests;
using Xunit;

namespace LossDsl.Calibration.Tests;

/// <summary>Goal, counts and prior of a declaration: what the rules say about them, and what constructors check.</summary>
public class DeclaredGoalTests
{
    private const string Balanced = "[InverseFrequency] [CrossEntropy] public sealed partial class Declared;";

    [Theory]
    [InlineData("For = Goal.BalancedAccuracy, Counts = new[] { 70, 20, 10 }")]
    [InlineData("For = Goal.Probabilities, Prior = new[] { 0.7, 0.2, 0.1 }")]
    [InlineData("For = Goal.None, Classes = 3, Counts = new[] { 7, 2, 1 }")]
    [InlineData("For = Goal.Unspecified")]
    public void Goals_are_options_with_a_meaning(string arguments) => Assert.Empty(LossCompiler.Check(Read(arguments)));

    [Theory]
    [InlineData("Counts = new[] { 70, 20 }, Prior = new[] { 0.7, 0.3 }", "Counts and Prior of [Loss] say the same in two ways; keep one")]
    [InlineData("Prior = new[] { 0.7, 0.2 }", "The sum of Prior of [Loss] is 0.9; it must be 1")]
    [InlineData("Prior = new[] { 1.0, 0.0 }", "Prior[0] of [Loss] is 1; it must be in (0, 1)")]
    [InlineData("Counts = new[] { 70, 0 }", "Counts[1] of [Loss] is 0; it must be in [1, 2147483647]")]
    [InlineData("Classes = 4, Counts = new[] { 70, 20, 10 }", "The length of Counts of [Loss] is 3; it must be 4, the number of classes")]
    [InlineData("Counts = new[] { 70 }", "The length of Counts of [Loss] is 1; it must be at least 2")]
    public void Contradictory_ones_are_errors(string arguments, string message)
        => Assert.Contains(LossCompiler.Check(Read(arguments)), problem => problem.Message.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void The_loss_itself_is_the_same()
        => Assert.Equal(LossCompilation.Of(Read("Classes = 3")).Lowered(LossForm.Labels),
            LossCompilation.Of(Read("For = Goal.Accuracy, Classes = 3, Counts = new[] { 7, 2, 1 }")).Lowered(LossForm.Labels));

    [Fact]
    public void Counts_say_how_many_classes_there_are() => Assert.Equal(3, Read("Counts = new[] { 70, 20, 10 }").Classes);

    [Theory]
    [InlineData("Counts = new[] { 70, 20, 10 }", "classCounts[1] is 21; [Loss] declares Counts[1] = 20.", 70, 21, 10)]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", "classCounts[0] is 600 of 1000, a share of 0.6; [Loss] declares Prior[0] = 0.7.", 600,
        300, 100)]
    [InlineData("Prior = new[] { 0.7, 0.3 }", "classCounts has 3 entries for 2 classes", 70, 20, 10)]
    public void Constructors_compare(string arguments, string message, params int[] counts)
    {
        using var loaded = new LoadedLoss(Source(arguments));
        var thrown = Assert.Throws<TargetInvocationException>(() =>
            loaded.Create<Loss>("Declared", new ClassCounts([.. counts.Select(count => (long)count)])));
        Assert.StartsWith(message, Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Counts = new[] { 70, 20, 10 }", 70, 20, 10)]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", 71, 20, 9)]
    [InlineData("Prior = new[] { 0.7, 0.2, 0.1 }", 70300, 19800, 9900)]
    public void Those_that_agree_are_taken(string arguments, params int[] counts)
    {
        using var loaded = new LoadedLoss(Source(arguments));
        Assert.Equal(3, loaded.Create<Loss>("Declared", new ClassCounts([.. counts.Select(count => (long)count)])).Classes);
    }

    private static string Source(string arguments) => $"using LossDsl;\n[Loss(Head.Softmax, {arguments})]\n{Balanced}";

    private static Declaration Read(string arguments)
    {
        var compilation = Compilations.Create(Source(arguments));
        return DeclarationReader.Read(compilation.GetTypeByMetadataName("Declared")!, default)!;
    }
}
