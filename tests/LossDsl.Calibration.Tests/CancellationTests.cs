using System;
using System.Linq;
using System.Threading;
using LossDsl.Compiler;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Calibration.Tests;

/// <summary>Cancelling is observed at each evaluation, wherever it is made.</summary>
public sealed class CancellationTests : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public void Dispose() => source.Dispose();

    [Fact]
    public void Scans_observe_it()
    {
        var scan = Scan(out var prior);
        Assert.False(scan.TiesAre(prior, 1e-9));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Scan(out _));
        Assert.Throws<OperationCanceledException>(() => scan.TiesAre(prior, 1e-9));
        Assert.Throws<OperationCanceledException>(() => scan.IsLinkRising);
        Assert.Throws<OperationCanceledException>(() => scan.FadesAtZero);
    }

    [Fact]
    public void Theorems_observe_it()
    {
        var scan = Scan(out var prior);
        CalibrationVerdict? Decide(Func<Counterexample?> verify)
            => ClosedForms.Decide(scan, Compiler.Goal.Accuracy, prior, (_, _) => verify());
        Assert.Null(Decide(() => null));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Decide(() => null));
        Assert.Throws<OperationCanceledException>(() => ClosedForms.Deviation(scan, prior));
    }

    [Fact]
    public void Curves_of_outputs_observe_it()
    {
        var (population, _) = Population(Loss(Head("Sigmoid"), Use("CrossEntropy")));
        var curve = OutputCurve.Of(population.Under([0.5, 0.3, 0.2]), 0, 0, default);
        bool IsUndercut() => curve.IsUndercut(0.3, 0, double.PositiveInfinity, -1);
        Assert.False(IsUndercut());
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => IsUndercut());
        Assert.Throws<OperationCanceledException>(() => curve.IsUnbounded);
    }

    [Fact]
    public void Corrections_of_the_prior_observe_it()
    {
        var judged = new Judged(Adjusted, Compiler.Calibration.Decide(Adjusted, default), source.Token);
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => judged.Correction);
    }

    private static Declaration Adjusted
        => Loss(Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("LogitAdjustment", Number("Tau", 1)));

    private SeparableScan Scan(out double[] prior)
    {
        prior = [0.7, 0.2, 0.1];
        var (population, lowered) = Population(Adjusted);
        var inputs = population.Inputs(prior);
        return new SeparableScan(SeparableForm.Of(lowered, population)!, inputs, new ClassConstants(inputs, BoundDecision.NoRanges));
    }

    private (Population Population, LossIr Lowered) Population(Declaration declaration)
    {
        var form = LossModel.Of(declaration).TargetKinds[0];
        var lowered = new Vanish().Run(LossCompilation.Of(declaration).Lowered(form));
        var differentiated = Pipeline.Differentiated(lowered);
        return (new Population(LossModel.Of(declaration), lowered, differentiated, 0) { Cancellation = source.Token }, lowered);
    }
}
