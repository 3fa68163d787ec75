using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>
/// Losses of very many terms: the work grows with their number, and not faster. It is counted in looks at nodes, never in
/// time.
/// </summary>
public class LargeLossTests
{
    /// <summary>How much more a loss of twice as many terms may take: sums of many are trees, which a logarithm is deep.</summary>
    private const double MostGrowth = 2.6;

    private static readonly Dictionary<string, Func<int, Declaration>> Losses = new()
    {
        ["coefficients"] = terms => Loss(Coefficients(terms)),
        ["smoothed coefficients"] = terms => Loss(Coefficients(terms), Use("LabelSmoothing", Number("Alpha", 0.1))),
        ["coefficients of outputs"] = terms => Loss(Head("Sigmoid"), Coefficients(terms)),
        ["coefficients with weights"] = terms =>
            Loss(Coefficients(terms), Use("InverseFrequency"), Use("LogitAdjustment", Number("Tau", 0.5))),
        ["parts"] = terms => Parts("Softmax", terms),
        ["parts of outputs"] = terms => Parts("Sigmoid", terms),
    };

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pass_takes_work_in_proportion(string name)
    {
        var pairs = Work(name, Passes).Zip(Work(name, Passes, 160), (few, many) => (few.Step, Growth: many.Looks / (double)few.Looks));
        Assert.All(pairs, pair => Assert.True(pair.Growth <= MostGrowth, $"{pair.Step}: {pair.Growth}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verdicts_and_links_take_work_in_proportion(string name)
    {
        // Few first, which are a chain and take the square of their number: what is exponential ends here.
        foreach (var (terms, most) in ((int, double)[])[(9, 5), (80, MostGrowth)])
        {
            var pairs = Work(name, Judgement, terms)
                .Zip(Work(name, Judgement, 2 * terms), (few, many) => (few.Step, Growth: many.Looks / (double)few.Looks));
            Assert.All(pairs, pair => Assert.True(pair.Growth <= most, $"{terms} terms, {pair.Step}: {pair.Growth}"));
        }
    }

    /// <summary>An evaluation of many terms takes as much longer: the budget is one of both.</summary>
    [Fact]
    public void A_loss_of_many_terms_is_evaluated_less()
    {
        var report = Compiler.Calibration.Decide(
            Loss(Coefficients(1000), Use("MulticlassHinge", new Argument("Form", Choice: "CrammerSinger"))), default);
        Assert.True(report.Evaluations < 50_000, $"{report.Evaluations}");
    }

    /// <summary>What is shared is looked at once: unfolded it is exponentially larger.</summary>
    [Fact]
    public void What_depends_on_targets_is_found_without_unfolding()
    {
        var graph = new Graph();
        var shared = graph.Leaf(Op.Logits);
        for (var depth = 0; depth < 22; depth++)
            shared = Functions.Max(Functions.Exp(shared), Functions.Tanh(shared));
        var loss = (shared - (Functions.Exp(Functions.LogSoftmax(graph.Leaf(Op.Logits))) * Functions.SumClass(shared))).ToLoss();
        var before = Graph.Looks;
        new MaximumApart().Run(loss);
        Assert.True(Graph.Looks - before < 10_000, $"{Graph.Looks - before}");
    }

    /// <summary>Nor are the products under a condition in which formulas look for a factor of 0.</summary>
    [Fact]
    public void Factors_of_0_are_found_without_unfolding()
    {
        var graph = new Graph();
        var shared = Functions.Exp(graph.Leaf(Op.Logits));
        for (var depth = 0; depth < 60; depth++)
            shared *= shared;
        var condition = Functions.Less(graph.Leaf(Op.Logits), graph.Constant(1));
        var loss = Functions.SumClass(Functions.Select(condition, shared, graph.Constant(1))).ToLoss();
        var before = Graph.Looks;
        new KnownConditions().Run(loss);
        Assert.True(Graph.Looks - before < 10_000, $"{Graph.Looks - before}");
    }

    /// <summary>Of conditions under each other each makes two of what stands below it: it ends where that is long unreadable.</summary>
    [Fact]
    public void Conditions_under_each_other_are_not_all_told_apart()
    {
        const int Conditions = 30;
        var graph = new Graph();
        var logits = graph.Leaf(Op.Logits);
        var shared = Functions.Exp(logits);
        for (var i = 0; i < 2 * Conditions; i++)
        {
            var condition = Functions.Less(logits, graph.Constant(i % Conditions));
            shared = Functions.Select(condition, Functions.Tanh(shared), Functions.LogCosh(shared));
        }

        var before = Graph.Looks;
        new KnownConditions().Run(Functions.SumClass(shared).ToLoss());
        Assert.True(Graph.Looks - before < 1_000_000, $"{Graph.Looks - before}");
    }

    /// <summary>What checks and lowers a declaration hears of it at once, however large that is.</summary>
    [Theory]
    [InlineData("coefficients", 1000)]
    [InlineData("parts", 200)]
    [InlineData("parts of outputs", 200)]
    public void Large_declarations_can_be_cancelled(string name, int terms)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var token = source.Token;
        var declaration = Losses[name](terms);
        var (loss, uses) = (LossCompilation.Of(declaration).Lowered(LossForm.Labels), Site.OfLoss(declaration).All);
        var before = Graph.Looks;
        Action[] steps =
        [
            () => LossCompiler.Check(declaration, token),
            () => DeclarationCheck.Run(declaration, token),
            () => EffectCheck.Run(declaration, uses, new ProblemList(), token),
            () => LossCompilation.OfVariant(declaration).Lowered(LossForm.Labels, token),
            () => LossCompilation.OfVariant(declaration).Lowered(LossForm.Numbers, token),
            () => LossCompilation.OfVariant(declaration).Trained(LossForm.Labels, token),
            () => Pipeline.RunOperators(loss, null, token).First(),
            () => FormulaPass.Of(loss, token),
            () => FormulaPass.OfValues(loss, token),
            () => Documentation.Lines(declaration, [loss], token),
            () => LossContent.Of(LossCompilation.OfVariant(declaration), token).First(),
        ];
        Assert.All(steps, step => Assert.Throws<OperationCanceledException>(step));
        Assert.True(Graph.Looks - before < 10_000, $"{Graph.Looks - before}");
    }

    /// <summary>So does what selects rows, what learns, and what writes a link as operators.</summary>
    [Fact]
    public void Other_steps_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var selecting = Loss(Use("CrossEntropy"), Use("HardestExamples", Number("Count", 3)));
        Assert.NotNull(LossCompilation.Of(selecting).Key(LossForm.Labels));
        Assert.Throws<OperationCanceledException>(() => LossCompilation.Of(selecting).Key(LossForm.Labels, source.Token));

        var bound = new Argument("GammaFrom", Bound: new BoundProperty("Gamma", BindingState.Usable) { Learnable = true });
        var learning = Loss(Use("CrossEntropy"), Use("Focal", bound));
        var uses = Site.OfLoss(learning).All;
        LearnableCheck.Constants(learning, uses, new ProblemList(), default);
        Assert.Throws<OperationCanceledException>(() => LearnableCheck.Constants(learning, uses, new ProblemList(), source.Token));

        var linked = Loss(Use("CrossEntropy"));
        var link = LossLink.Of(linked, Compiler.Calibration.Decide(linked, default), default);
        Assert.NotNull(link.Logarithm);
        var emitter = new TensorLinkEmitter(new CodeWriter(), link.Surface, link);
        Assert.Throws<OperationCanceledException>(() => emitter.Operators(source.Token));
    }

    [Fact]
    public void Every_step_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var declaration = Losses["coefficients"](3);
        var lowered = LossCompilation.Of(declaration).Lowered(LossForm.Labels);
        foreach (var pass in Pipeline.Run(lowered).Select((_, i) => i))
            Assert.Throws<OperationCanceledException>(() => Pipeline.Run(lowered, cancellation: source.Token).ElementAt(pass));
        Assert.Throws<OperationCanceledException>(() => Pipeline.RunOperators(lowered, Variable.Logits, source.Token).First());
        Assert.Throws<OperationCanceledException>(() =>
            LossLink.Of(declaration, Compiler.Calibration.Decide(declaration, default), source.Token));
        Assert.Throws<OperationCanceledException>(() => PublishedLosses.NameOf(declaration, source.Token));
        Assert.Throws<OperationCanceledException>(() => LossCompiler.CompileCalibration(declaration, source.Token));
        Assert.Throws<OperationCanceledException>(() => LossCompiler.Compile(declaration, cancellation: source.Token));
        Assert.Throws<OperationCanceledException>(() => LossCompiler.CompileTorch(declaration, source.Token));
        Assert.Throws<OperationCanceledException>(() => Documentation.Of(declaration, source.Token));
    }

    private static List<(string Step, long Looks)> Work(string name, Func<Declaration, IEnumerable<string>> steps, int terms = 80)
    {
        var work = new List<(string, long)>();
        var before = Graph.Looks;
        foreach (var step in steps(Losses[name](terms)))
        {
            work.Add((step, Graph.Looks - before + 1));
            before = Graph.Looks;
        }

        return work;
    }

    private static IEnumerable<string> Passes(Declaration declaration)
    {
        foreach (var form in LossModel.Of(declaration).TargetKinds)
        {
            var lowered = LossCompilation.Of(declaration).Lowered(form);
            yield return $"{form} lowering";
            foreach (var (pass, _) in Pipeline.Run(lowered))
                yield return $"{form} {pass}";
            foreach (var (pass, _) in Pipeline.RunOperators(lowered, Variable.Logits))
                yield return $"{form}, operators: {pass}";
        }
    }

    private static IEnumerable<string> Judgement(Declaration declaration)
    {
        var report = Compiler.Calibration.Decide(declaration, default);
        yield return "verdicts";
        LossLink.Of(declaration, report, default);
        yield return "link";
        PublishedLosses.NameOf(declaration);
        yield return "published losses";
    }

    private static AttributeUse Coefficients(int count)
        => Use("PolyLoss", Number("Epsilons", [.. Enumerable.Range(1, count).Select(i => 0.1 + (0.01 * i))]));

    private static Declaration Parts(string head, int count)
        => Loss(Head(head)) with
        {
            Parts = Enumerable.Range(0, count).Select(i => new PartDeclaration(
                $"P{i}",
                new[] { Use("Part", Number("Weight", 0.5 + (0.1 * i))), Use("CrossEntropy"),
                    Use("Focal", Number("Gamma", 1 + (0.1 * i))) }.ToEquatable())).ToEquatable(),
        };
}
