using System;
using System.Linq;
using System.Threading;

namespace LossDsl.Compiler;

/// <summary>
/// A loss whose gradient holds a factor constant: what training follows is the expected emitted gradient, which is that of no
/// risk. Its rest points are looked for by steps of the flow that grow as it slows down; only those that attract are found.
/// </summary>
internal sealed class GradientField
{
    private const int MostSteps = 200;
    private const double Flat = 1e-5;

    /// <summary>The regret of a violation beside which no worse one is looked for.</summary>
    private const double Clear = 0.2;

    private static readonly double[] Beside = [0.05, -0.05, 0.5, -0.5];

    private readonly LossProgram program;
    private readonly double unit;
    private readonly double[] prior;
    private readonly Func<double[], double[]> link;
    private readonly Func<int> budget;
    private readonly CancellationToken cancellation;
    private readonly int classes;
    private readonly double[] losses, gradients, z, field, moved;
    private readonly double[,] matrix;

    /// <summary>The field of a loss under a prior, whose length is the number of classes.</summary>
    public GradientField(LossProgram program, double unit, double[] prior, Func<double[], double[]> link, Func<int> budget,
        CancellationToken cancellation)
    {
        (this.program, this.unit, this.prior, this.link, this.budget, this.cancellation) =
            (program, unit, prior, link, budget, cancellation);
        classes = prior.Length;
        (losses, gradients, z) = (new double[classes], new double[classes * classes], new double[classes]);
        (field, moved, matrix) = (new double[classes], new double[classes], new double[classes, classes + 1]);
    }

    /// <summary>Whether the flow came to rest from every start so far.</summary>
    public bool IsSettled { get; private set; } = true;

    /// <summary>A posterior at which a rest point fails a goal, or null.</summary>
    public Counterexample? Refute(Goal goal)
    {
        var criterion = Decisions.Criterion(goal, prior);
        Counterexample? worst = null;
        foreach (var t in Posteriors.Inner(classes).TakeWhile(_ => worst is not { Regret: >= Clear }))
            worst = Try(Posteriors.FromTargets(t, criterion), goal) is { } found && found.Regret > (worst?.Regret ?? 0) ? found : worst;
        return worst;
    }

    /// <summary>The failure at one posterior, or null.</summary>
    public Counterexample? Try(double[] posterior, Goal goal)
    {
        double[] t = goal == Goal.BalancedAccuracy ? [.. posterior.Select((eta, k) => eta / prior[k])] : posterior;
        var wanted = Array.IndexOf(t, t.Max());
        Counterexample? worst = null;
        for (var start = -1; start < classes; start++)
        {
            double[] scores = [.. Enumerable.Range(0, classes).Select(k => k == start ? 2.0 : 0)];
            if (!Rests(posterior, scores) || !(IsStable(posterior, scores) || Leaves(posterior, scores)))
            {
                IsSettled = false;
                continue;
            }

            double[] logits = [.. scores.Select(score => unit * score)];
            var probabilities = link(logits);
            // Ties are narrow in units and in logits alike.
            var told = unit > 1 ? logits : scores;
            var predicted = Decisions.Predicted(told, t);
            var regret = goal == Goal.Probabilities
                ? probabilities.Select((p, k) => Math.Abs(p - posterior[k])).Max()
                : (t[wanted] - t[predicted]) / t.Sum();
            if (regret > Math.Max(goal == Goal.Probabilities ? 2e-4 : 0, worst?.Regret ?? 0))
            {
                var isTie = goal != Goal.Probabilities && Decisions.Margin(told, t, t.Max()) >= -Decisions.TieWidth;
                worst = new Counterexample(
                    goal, isTie ? Failure.Tie : Failure.WrongClass, prior.ToEquatable(), posterior.ToEquatable(),
                    logits.ToEquatable(), probabilities.ToEquatable(), predicted, wanted, regret);
            }
        }

        return worst;
    }

    /// <summary>
    /// From a rest point that repels, to which implicit steps lead as well, to one that attracts, where the flow goes from
    /// beside it.
    /// </summary>
    private bool Leaves(double[] posterior, double[] x)
    {
        var from = (double[])x.Clone();
        for (var k = 0; k < classes; k++)
        {
            foreach (var step in Beside)
            {
                Array.Copy(from, x, classes);
                x[k] += step;
                if (Rests(posterior, x) && IsStable(posterior, x))
                    return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether the flow leads back to a rest point from beside it: all eigenvalues of the slopes J of the field have a
    /// positive real part.
    /// </summary>
    private bool IsStable(double[] posterior, double[] x)
    {
        Field(posterior, x, field);
        Aim(posterior, x, 0, solve: false);
        var scale = Enumerable.Range(0, classes).Max(i => Enumerable.Range(0, classes).Max(j => Math.Abs(matrix[i, j])));
        var isInvariant = Enumerable.Range(0, classes)
            .All(i => Math.Abs(Enumerable.Range(0, classes).Sum(j => matrix[i, j])) <= Flat * scale);
        // Where a shift of all scores changes nothing it has an eigenvalue of 0 there, which is put away.
        double At(int i, int j) => (matrix[i, j] / scale) + (isInvariant ? 1.0 / classes : 0);
        var trace = Enumerable.Range(0, classes).Sum(i => At(i, i));
        double Minor(int i, int j) => (At(i, i) * At(j, j)) - (At(i, j) * At(j, i));
        if (classes == 2)
            return trace > 0 && Minor(0, 1) > Flat;
        var minors = Minor(0, 1) + Minor(0, 2) + Minor(1, 2);
        var determinant = (At(0, 0) * Minor(1, 2)) - (At(0, 1) * ((At(1, 0) * At(2, 2)) - (At(1, 2) * At(2, 0))))
            + (At(0, 2) * ((At(1, 0) * At(2, 1)) - (At(1, 1) * At(2, 0))));
        // Routh and Hurwitz.
        return trace > 0 && determinant > Flat * Flat && trace * minors > determinant;
    }

    /// <summary>Follows the flow from a start to where it rests, by implicit steps: (1/h + J) dx = −F.</summary>
    private bool Rests(double[] posterior, double[] x)
    {
        var first = Field(posterior, x, field);
        var size = first;
        for (var step = 0; step < MostSteps; step++)
        {
            if (size <= 1e-10 * Math.Max(1e-6, first))
            {
                // Near a rest point a few more steps, undamped, lead to it as nearly as numbers can tell.
                Polish(posterior, x, size);
                return x.All(score => Math.Abs(score - x[0]) < 60);
            }

            if (double.IsNaN(size) || double.IsInfinity(size))
                return false;
            Aim(posterior, x, size / 2);
            var longest = Enumerable.Range(0, classes).Max(i => Math.Abs(matrix[i, classes]));
            for (var i = 0; i < classes; i++)
                x[i] += matrix[i, classes] * (longest > 2 ? 2 / longest : 1);
            size = Field(posterior, x, field);
        }

        return false;
    }

    private void Polish(double[] posterior, double[] x, double size)
    {
        var nearest = (double[])x.Clone();
        for (var step = 0; step < 3; step++)
        {
            Aim(posterior, x, 0);
            for (var i = 0; i < classes; i++)
                x[i] += matrix[i, classes];
            var here = Field(posterior, x, field);
            if (!(here < size))
                break;
            size = here;
            Array.Copy(x, nearest, classes);
        }

        Array.Copy(nearest, x, classes);
    }

    /// <summary>Puts the next step into the last column of the matrix, from the field at the given scores.</summary>
    private void Aim(double[] posterior, double[] x, double damping, bool solve = true)
    {
        for (var j = 0; j < classes; j++)
        {
            x[j] += 1e-6;
            Field(posterior, x, moved);
            x[j] -= 1e-6;
            for (var i = 0; i < classes; i++)
                matrix[i, j] = ((moved[i] - field[i]) / 1e-6) + (i == j ? damping + 1e-9 : 0);
        }

        for (var i = 0; i < classes; i++)
            matrix[i, classes] = -field[i];
        if (solve)
            Solve();
    }

    /// <summary>The expected emitted gradient; returns its largest magnitude.</summary>
    private double Field(double[] posterior, double[] x, double[] into)
    {
        if (program.Evaluations >= budget())
            throw new BudgetExceededException();
        cancellation.ThrowIfCancellationRequested();
        for (var k = 0; k < classes; k++)
            z[k] = unit * x[k];
        program.Evaluate(z, losses);
        program.Gradients(gradients);
        var size = 0.0;
        for (var k = 0; k < classes; k++)
        {
            into[k] = 0;
            for (var y = 0; y < classes; y++)
                into[k] += unit * posterior[y] * gradients[(y * classes) + k];
            size = Math.Max(size, Math.Abs(into[k]));
        }

        return size;
    }

    /// <summary>Gaussian elimination with pivots; the solution takes the place of the last column.</summary>
    private void Solve()
    {
        for (var i = 0; i < classes; i++)
        {
            var pivot = Enumerable.Range(i, classes - i).OrderByDescending(row => Math.Abs(matrix[row, i])).First();
            for (var j = 0; j <= classes; j++)
                (matrix[i, j], matrix[pivot, j]) = (matrix[pivot, j], matrix[i, j]);
            for (var row = 0; row < classes; row++)
            {
                var factor = row == i ? 0 : matrix[row, i] / matrix[i, i];
                for (var j = i; j <= classes; j++)
                    matrix[row, j] -= factor * matrix[i, j];
            }
        }

        for (var i = 0; i < classes; i++)
            matrix[i, classes] /= matrix[i, i];
    }
}
