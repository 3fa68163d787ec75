using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Calibration.Tests;

/// <summary>The generated methods of a loss, which is known by reflection only.</summary>
internal sealed class LinkedLoss(Loss loss)
{
    private delegate void Probabilities<T>(ReadOnlySpan<T> logits, Span<T> probabilities, LogitShape shape);

    private delegate void Shifted<T>(ReadOnlySpan<T> logits, Span<T> probabilities, ReadOnlySpan<double> targetPrior, LogitShape shape);

    private delegate void ShiftedFrom<T>(ReadOnlySpan<T> logits, Span<T> probabilities, ReadOnlySpan<double> targetPrior,
        ReadOnlySpan<double> trainingPrior, LogitShape shape);

    private delegate int[] Predicting<T>(ReadOnlySpan<T> logits, LogitShape shape);

    private delegate int[] PredictingFrom<T>(ReadOnlySpan<T> logits, ReadOnlySpan<double> trainingPrior, LogitShape shape);

    private delegate bool[] Applying<T>(ReadOnlySpan<T> logits, LogitShape shape);

    /// <summary>Whether a method may be called without a compile error.</summary>
    public bool Has(string method) => loss.GetType().GetMethods().Where(one => one.Name == method) is var all && all.Any()
        && all.All(one => one.GetCustomAttributes(typeof(ObsoleteAttribute), false).Length == 0);

    /// <summary>P(y|x).</summary>
    public T[] ToProbabilities<T>(T[] logits, LogitShape shape = default)
    {
        var probabilities = new T[shape.IsGiven ? shape.Samples * shape.Classes * shape.Positions : logits.Length];
        Method<Probabilities<T>>("ToProbabilities")(logits, probabilities, shape);
        return probabilities;
    }

    /// <summary>P(y|x) under another prior, of a loss that knows that of the training set.</summary>
    public T[] ToProbabilities<T>(T[] logits, double[] targetPrior)
    {
        var probabilities = new T[logits.Length];
        Method<Shifted<T>>("ToProbabilities")(logits, probabilities, targetPrior, default);
        return probabilities;
    }

    /// <summary>P(y|x) under another prior.</summary>
    public T[] ToProbabilities<T>(T[] logits, double[] targetPrior, double[] trainingPrior)
    {
        var probabilities = new T[logits.Length];
        Method<ShiftedFrom<T>>("ToProbabilities")(logits, probabilities, targetPrior, trainingPrior, default);
        return probabilities;
    }

    /// <summary>The predicted class of each row.</summary>
    public int[] Predict<T>(T[] logits, LogitShape shape = default) => Method<Predicting<T>>("Predict")(logits, shape);

    /// <summary>The predicted class of each row, of a loss that has to be told the prior.</summary>
    public int[] Predict<T>(T[] logits, double[] trainingPrior) => Method<PredictingFrom<T>>("Predict")(logits, trainingPrior, default);

    /// <summary>Whether each label applies.</summary>
    public bool[] Applies<T>(T[] logits, LogitShape shape = default) => Method<Applying<T>>("Predict")(logits, shape);

    /// <summary>The score of a probability.</summary>
    public double DecisionThreshold(double probability = 0.5) => Method<Func<double, double>>("DecisionThreshold")(probability);

    /// <summary>The scores of a probability.</summary>
    public double[] DecisionThresholds(double probability = 0.5) => Method<Func<double, double[]>>("DecisionThresholds")(probability);

    private TDelegate Method<TDelegate>(string name)
        where TDelegate : Delegate
    {
        var signature = typeof(TDelegate).GetMethod("Invoke")!;
        var method = loss.GetType().GetMethod(name, [.. signature.GetParameters().Select(parameter => parameter.ParameterType)])
            ?? throw new MissingMethodException(loss.GetType().Name,
                $"{name}({string.Join(", ", (IEnumerable<object>)signature.GetParameters())})");
        return method.CreateDelegate<TDelegate>(loss);
    }
}
