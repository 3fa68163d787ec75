using System.Linq;
using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>What is offered against a rule about compositions mends it: applied to the text, the verdict on the goal holds.</summary>
public class CompositionRemedyTests
{
    [Theory]
    [InlineData("LDSL201", "For = Goal.BalancedAccuracy", "[CrossEntropy] [InverseFrequency] [LogitAdjustment]",
        "Remove [InverseFrequency]", "Remove [LogitAdjustment]")]
    [InlineData("LDSL201", "For = Goal.BalancedAccuracy", "[CrossEntropy] [InverseFrequency(Power = 0.5)] [LogitAdjustment]",
        "Set Tau of [LogitAdjustment] to 0.5", "Remove [InverseFrequency]")]
    [InlineData("LDSL201", "For = Goal.BalancedAccuracy",
        "[GeneralizedCrossEntropy(Q = 0.5)] [InverseFrequency(Power = 0.25)] [LogitAdjustment]", "Set Tau of [LogitAdjustment] to 1.5",
            "Set Power of [InverseFrequency] to 0.5")]
    [InlineData("LDSL201", "For = Goal.BalancedAccuracy, Counts = new[] { 5000, 60, 7 }",
        "[CrossEntropy] [EffectiveNumber(0.9999)] [LogitAdjustment]", "Remove [EffectiveNumber]")]
    [InlineData("LDSL201", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency] [LogitAdjustment]",
        "Remove [LogitAdjustment]")]
    [InlineData("LDSL202", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LogitAdjustment(0.5)]", "Set Tau of [LogitAdjustment] to 1")]
    [InlineData("LDSL202", "For = Goal.Accuracy", "[CrossEntropy] [LogitAdjustment(0.5)]",
        "Remove [LogitAdjustment] (the constructor then takes no class counts)")]
    [InlineData("LDSL202", "For = Goal.BalancedAccuracy", "[GeneralizedCrossEntropy(Q = 0.7)] [LogitAdjustment]",
        "Set Tau of [LogitAdjustment] to 3.33333")]
    [InlineData("LDSL202", "For = Goal.BalancedAccuracy", "[CrossEntropy] [InverseFrequency(Power = 0.5)]",
        "Set Power of [InverseFrequency] to 1")]
    [InlineData("LDSL202", "For = Goal.BalancedAccuracy, Counts = new[] { 5000, 1000, 700 }", "[CrossEntropy] [EffectiveNumber(0.999)]",
        "Replace [EffectiveNumber] with [InverseFrequency]")]
    [InlineData("LDSL203", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]",
        "Replace [LogitAdjustment] with [InverseFrequency]")]
    [InlineData("LDSL203", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Focal(Gamma = 2)] [InverseFrequency] [LogitAdjustment]",
        "Remove [LogitAdjustment]")]
    [InlineData("LDSL203", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Focal(Gamma = 2)] [LabelSmoothing(0.1)] [LogitAdjustment]",
        "Replace [LogitAdjustment] with [InverseFrequency]")]
    [InlineData("LDSL203", "For = Goal.Accuracy", "[PolyLoss(1)] [LogitAdjustment]",
        "Remove [LogitAdjustment] (the constructor then takes no class counts)")]
    [InlineData("LDSL204", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LabelSmoothing(0.1)] [LogitAdjustment]",
        "Replace [LabelSmoothing] with [PriorSmoothing(0.1)]", "Remove [LabelSmoothing]")]
    [InlineData("LDSL204", "For = Goal.BalancedAccuracy",
        "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency(Order = WeightOrder.InsideSmoothing)]",
        "Replace [LabelSmoothing] with [PriorSmoothing(0.1)]", "Set Order of [InverseFrequency] to WeightOrder.OutsideSmoothing")]
    [InlineData("LDSL204", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LabelSmoothing(0.1)] [InverseFrequency] [Mean(By = Per.Torch)]",
        "Replace [LabelSmoothing] with [PriorSmoothing(0.1)]", "Remove By of [Mean]", "Remove [LabelSmoothing]")]
    [InlineData("LDSL205", "For = Goal.BalancedAccuracy", "[CrossEntropy] [ConfidencePenalty(0.3)] [LogitAdjustment]",
        "Replace [LogitAdjustment] with [InverseFrequency]", "Remove [ConfidencePenalty]")]
    [InlineData("LDSL205", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LogitPenalty(0.1)] [LogitAdjustment]",
        "Replace [LogitAdjustment] with [InverseFrequency]", "Remove [LogitPenalty]")]
    [InlineData("LDSL205", "For = Goal.BalancedAccuracy", "[CrossEntropy] [LogitPenalty(0.1, On = ScoreStage.Raw)] [LogitAdjustment]",
        "Remove [LogitPenalty]")]
    [InlineData("LDSL207", "For = Goal.Accuracy", "[CrossEntropy] [LabelDistributionMargin] [Scale(2)]", "Set Value of [Scale] to 30",
        "Remove [LabelDistributionMargin] (the constructor then takes no class counts)")]
    [InlineData("LDSL207", "For = Goal.Accuracy", "[CrossEntropy] [LabelDistributionMargin]", "Add [Scale(30)]",
        "Remove [LabelDistributionMargin] (the constructor then takes no class counts)")]
    [InlineData("LDSL209", "For = Goal.Accuracy", "[CrossEntropy] [InverseFrequency]",
        "Remove [InverseFrequency] (the constructor then takes no class counts)", "Set For of [Loss] to Goal.BalancedAccuracy")]
    [InlineData("LDSL209", "For = Goal.BalancedAccuracy", "[CrossEntropy]",
        "Add [InverseFrequency] (the constructor then takes class counts)", "Set For of [Loss] to Goal.Accuracy")]
    [InlineData("LDSL210", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Resampled] [InverseFrequency]", "Remove [InverseFrequency]")]
    [InlineData("LDSL210", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Resampled(0.5)] [LogitAdjustment]",
        "Set Tau of [LogitAdjustment] to 0.5")]
    [InlineData("LDSL210", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Resampled(0.5)] [InverseFrequency] [LogitAdjustment(0.5)]",
        "Remove [InverseFrequency]")]
    [InlineData("LDSL209", "For = Goal.Accuracy", "[CrossEntropy] [Resampled]", "Add [LogitAdjustment(-1)]",
        "Set For of [Loss] to Goal.BalancedAccuracy")]
    [InlineData("LDSL202", "For = Goal.BalancedAccuracy", "[CrossEntropy] [Resampled(0.75)]", "Add [LogitAdjustment(0.75)]")]
    public void Remedies_reach_the_goal(string id, string goal, string attributes, params string[] titles)
    {
        var source = $"[Loss(Head.Softmax, {goal})] {attributes} partial class X;";
        var problem = Judge(source).Problems.Single(problem => problem.Rule.Id == id);
        Assert.True(problem.Rule.ExplainsVerdict);
        Assert.Equal(titles, problem.Remedies.Select(remedy => remedy.Title));
        foreach (var remedy in problem.Remedies)
        {
            var after = Read.Class(RemedyApplication.Apply(source, Assert.Single(remedy.Edits)))!;
            Assert.Empty(LossCompiler.Check(after));
            Assert.True(LossCompiler.Judge(after, default).Report.Verdict!.Holds, remedy.Title);
        }
    }

    [Theory]
    [InlineData("[CrossEntropy] [Focal(Gamma = 2)] [LogitAdjustment]",
        "Replace [LogitAdjustment] with [InverseFrequency], for balanced accuracy",
            "Remove [LogitAdjustment] (the constructor then takes no class counts), for accuracy")]
    [InlineData("[CrossEntropy] [InverseFrequency] [LogitAdjustment]", "Remove [InverseFrequency], for balanced accuracy",
        "Remove [LogitAdjustment], for balanced accuracy")]
    public void Without_a_goal_they_say_what_for(string attributes, params string[] titles)
    {
        var source = $"[Loss(Head.Softmax)] {attributes} partial class X;";
        var problem = Assert.Single(Judge(source).Problems);
        Assert.Equal(titles, problem.Remedies.Select(remedy => remedy.Title));
        foreach (var remedy in problem.Remedies)
        {
            var last = LossCompiler.Judge(Read.Class(RemedyApplication.Apply(source, Assert.Single(remedy.Edits)))!, default).Report.Last;
            Assert.True((remedy.Title.EndsWith("for accuracy", System.StringComparison.Ordinal) ? last.Accuracy : last.Balanced).Holds);
        }
    }

    [Theory]
    [InlineData("LDSL211", "[CrossEntropy] [InverseFrequency(FromEpoch = 160)] [Mean(By = Per.Valid)]", "Remove By of [Mean]")]
    [InlineData("LDSL402", "[EncouragingLoss] [Focal(Gamma = 2)]", "Remove [Focal]")]
    public void Other_remedies_leave_nothing_to_say(string id, string attributes, string title)
    {
        var source = $"[Loss(Head.Softmax)] {attributes} partial class X;";
        var remedy = Assert.Single(Judge(source).Problems.Single(problem => problem.Rule.Id == id).Remedies);
        Assert.Equal(title, remedy.Title);
        var after = Read.Class(RemedyApplication.Apply(source, Assert.Single(remedy.Edits)))!;
        Assert.Empty(LossCompiler.Check(after));
        Assert.DoesNotContain(LossCompiler.Judge(after, default).Problems, problem => problem.Rule.Id == id);
    }

    private static Judgement Judge(string source) => LossCompiler.Judge(Read.Class(source)!, default);
}
