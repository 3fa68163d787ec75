using System;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>A function of one probability for each class, by its slope in log p.</summary>
internal sealed class PointFunction
{
    private readonly LossProgram program;
    private readonly int classes;
    private readonly double[] logs, values;

    /// <summary>A function under a prior.</summary>
    /// <param name="function">An expression per class, in which the logits stand for log p.</param>
    /// <param name="inputs">Class counts, and what else it reads.</param>
    public PointFunction(Expr function, ProgramInputs inputs)
    {
        classes = inputs.Classes;
        Derivative = Differentiated(function, inputs.Cancellation);
        program = new LossProgram(Derivative, inputs with { Seeds = [1] });
        (logs, values) = (new double[classes], new double[classes]);
    }

    /// <summary>The sum over the classes, with its gradient in log p.</summary>
    public LossIr Derivative { get; }

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations => program.Evaluations;

    /// <summary>The slope dA_k/dlog p of every class, all at one probability.</summary>
    /// <param name="logP">log p.</param>
    /// <param name="into">One slope per class, which it writes.</param>
    public void Slopes(double logP, double[] into)
    {
        for (var k = 0; k < classes; k++)
            logs[k] = logP;
        Slopes(logs, into);
    }

    /// <summary>The slope dA_k/dlog p of every class, each at a probability of its own.</summary>
    /// <param name="logP">log p, one per class.</param>
    /// <param name="into">One slope per class, which it writes.</param>
    public void Slopes(double[] logP, double[] into)
    {
        program.Evaluate(logP, values);
        program.Gradient(0, into);
    }

    /// <summary>The sum of the function over the classes, all at one probability.</summary>
    public double Sum(double logP)
    {
        for (var k = 0; k < classes; k++)
            logs[k] = logP;
        program.Evaluate(logs, values);
        return values[0];
    }

    private static LossIr Differentiated(Expr function, CancellationToken cancellation)
    {
        var whole = (function.Axes & Axes.Class) != 0 ? Functions.SumClass(function) : function;
        var derivative = new Differentiate(Variable.Logits).Run(whole.ToLoss(), cancellation);
        return new AlgebraPass().Run(new Erase(Op.Stop).Run(derivative, cancellation), cancellation);
    }
}
