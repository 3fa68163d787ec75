using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>The way back to probabilities of one declaration, on its way into text.</summary>
internal sealed class LossLink
{
    private readonly CalibrationReport report;

    private LossLink(Declaration declaration, CalibrationReport report, CancellationToken cancellation)
    {
        this.report = report;
        Surface = new ClassSurface(declaration, isFaulty: false);
        var loss = LossCompilation.Of(declaration);
        Form = loss.Model.TakesNumbers && (Surface.IsElementwise || !loss.Model.TakesLabels)
            ? LossForm.Numbers
            : LossForm.Labels;
        var described = report.Last.Link;
        if (described.Kind == LinkKind.NullVector)
        {
            var lowered = loss.Trained(Form, cancellation);
            Program = LossCompilation.Program(lowered, Variable.Logits, cancellation);
            NeedsMeanWeight = !new Population(loss.Model, lowered, lowered, Epoch).HasUnitSeeds;
            if (NeedsMeanWeight && Surface.TrainingPrior is null)
                described = LinkDescription.None("it depends on the class prior, which is neither declared nor given as class counts");
        }
        else if (described.Expression is not null)
        {
            Logarithm = LinkLogarithm.Of(described, declaration.Head, cancellation);
            Program = LossCompilation.Program(Logarithm, null, cancellation);
        }

        Described = described;
        if (described.Kind == LinkKind.None)
            (Program, Logarithm) = (null, null);
        Prediction = PredictionRule.Of(declaration.Goal, report.Last with { Link = described }, Program is not null,
            declaration.Head != Heads.Softmax);
    }

    /// <summary>What the class looks like.</summary>
    public ClassSurface Surface { get; }

    /// <summary>The form of which the link is, where a declaration has two.</summary>
    public LossForm Form { get; }

    /// <summary>What the engine says about it, in the last phase of a schedule.</summary>
    public LinkDescription Described { get; }

    /// <summary>The logarithm of the link, or of the odds, before any pass; null without formula.</summary>
    public LossIr? Logarithm { get; }

    /// <summary>What is emitted: that, or the loss with its gradient; null without link.</summary>
    public KernelProgram? Program { get; }

    /// <summary>Whether some components are divided by the mean weight, and others are not.</summary>
    public bool NeedsMeanWeight { get; }

    /// <summary>How it predicts.</summary>
    public PredictionRule Prediction { get; }

    /// <summary>An epoch of the last phase.</summary>
    public double Epoch => report.Last.From + 1;

    /// <summary>Whether the loss follows a schedule.</summary>
    public bool IsScheduled => report.Phases.Count > 1;

    /// <summary>Whether all outputs of a head with a probability per element have the same link.</summary>
    public bool IsSameForAll => Program is null || !Program.Loss.Nodes.Any(node => node.Op is Op.ClassInput or Op.ClassIndex or Op.Table);

    /// <summary>The link of a declaration with a classification head and without errors.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="report">Its verdicts.</param>
    /// <param name="cancellation">Observed at each node.</param>
    public static LossLink Of(Declaration declaration, CalibrationReport report, CancellationToken cancellation)
        => new(declaration, report, cancellation);
}
