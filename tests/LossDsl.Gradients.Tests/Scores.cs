using System.Linq;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>The adjusted scores of a declaration apart from the rest of it.</summary>
internal static class Scores
{
    /// <summary>The declaration with the adjusted scores as its logits.</summary>
    public static Declaration Without(Declaration declaration) => declaration with
    {
        Attributes = declaration.Attributes.Where(use => AttributeTable.Find(use.Name)!.Stage != Stage.Scores).ToEquatable(),
    };

    /// <summary>The adjusted scores in single precision.</summary>
    public static double[] Rounded(Declaration declaration, RandomBatch batch)
    {
        var shifts = Shifts(declaration, batch);
        var inverse = (float)Slope(declaration, batch);
        return [.. batch.Logits.Select((logit, i) => (double)(float)(shifts[i % batch.Classes] + (float)(inverse * (float)logit)))];
    }

    /// <summary>The derivative of an adjusted score with respect to its logit.</summary>
    public static double Slope(Declaration declaration, RandomBatch batch)
    {
        var zero = Adjusted(declaration, batch, new double[batch.Classes]);
        var one = Adjusted(declaration, batch, [.. Enumerable.Repeat(1.0, batch.Classes)]);
        return one[0] - zero[0];
    }

    private static float[] Shifts(Declaration declaration, RandomBatch batch)
        => [.. Adjusted(declaration, batch, new double[batch.Classes]).Select(shift => (float)shift)];

    /// <summary>The adjusted scores of some logits, read off the IR.</summary>
    private static double[] Adjusted(Declaration declaration, RandomBatch batch, double[] logits)
    {
        var loss = Pipeline.Lower(declaration);
        var softmax = loss.Nodes.First(node => node.Op is Op.LogSoftmax);
        return new IrEvaluator(loss, batch.Row(0, new double[loss.Components.Count], logits)).Value(softmax.A);
    }
}
