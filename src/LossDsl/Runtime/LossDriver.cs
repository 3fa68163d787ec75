using System;
using System.ComponentModel;

namespace LossDsl.Runtime;

/// <summary>The entry points that generated classes forward to.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class LossDriver
{
    /// <summary>Evaluates a loss in single precision, by sweeps unless the call asks for plain loops.</summary>
    public static float Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<float> inputs,
        in LossOutputs<float> outputs)
        where TKernel : struct, ILossKernel
        => (float)Evaluate<TKernel, float>(plan, parameters, in inputs, in outputs);

    /// <summary>Evaluates a loss in double precision, by plain loops.</summary>
    public static double Evaluate<TKernel>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<double> inputs,
        in LossOutputs<double> outputs)
        where TKernel : struct, ILossKernel
        => Evaluate<TKernel, double>(plan, parameters, in inputs, in outputs);

    /// <summary>
    /// Evaluates a form of a loss that takes all rows: in double precision if that is how tensors are stored, else in single
    /// precision.
    /// </summary>
    /// <typeparam name="TKernel">The mathematics of the form.</typeparam>
    /// <typeparam name="T">How tensors are stored: float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <param name="plan">What the instance fixes.</param>
    /// <param name="parameters">The hyper-parameters bound to properties, checked; the epoch is one of them.</param>
    /// <param name="inputs">What the call gives.</param>
    /// <param name="outputs">What the call asks for.</param>
    /// <returns>The aggregated loss.</returns>
    public static double Evaluate<TKernel, T>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<T> inputs,
        in LossOutputs<T> outputs)
        where TKernel : struct, ILossKernel
        where T : unmanaged
    {
        var shape = ShapeCheck.Of(plan, in inputs, in outputs);
        var engine = EngineChoice.Of<TKernel, T>(inputs.Execution, shape.Classes);
        var call = new EvaluationCall
        {
            Plan = plan,
            Parameters = parameters,
            Shape = shape,
            Engine = engine,
            MaxThreads = MostThreads(inputs.Execution),
        };
        return Evaluation<TKernel, TKernel, T>.Run(in call, in inputs, in outputs);
    }

    /// <inheritdoc cref="Evaluate{TKernel, T}(LossPlan, ReadOnlySpan{double}, in LossInputs{T}, in LossOutputs{T})"/>
    /// <summary>Evaluates a form of a loss that selects rows, by the <see cref="LossPlan.Selection"/> of the plan.</summary>
    /// <typeparam name="TKernel">The mathematics of the form.</typeparam>
    /// <typeparam name="TKey">The mathematics of the key of a row.</typeparam>
    /// <typeparam name="T">How tensors are stored.</typeparam>
    public static double Evaluate<TKernel, TKey, T>(LossPlan plan, ReadOnlySpan<double> parameters, in LossInputs<T> inputs,
        in LossOutputs<T> outputs)
        where TKernel : struct, ILossKernel
        where TKey : struct, ILossKernel
        where T : unmanaged
    {
        var shape = ShapeCheck.Of(plan, in inputs, in outputs);
        var engine = EngineChoice.Of<TKernel, T>(inputs.Execution, shape.Classes);
        var keys = EngineChoice.Of<TKey, T>(inputs.Execution, shape.Classes);
        var call = new EvaluationCall
        {
            Plan = plan,
            Parameters = parameters,
            Shape = shape,
            Engine = engine,
            Keys = keys,
            MaxThreads = MostThreads(inputs.Execution),
        };
        return Evaluation<TKernel, TKey, T>.Run(in call, in inputs, in outputs);
    }

    private static int MostThreads(Execution execution) => execution.MaxThreads == 0 ? Threads.Limit : execution.MaxThreads;
}
