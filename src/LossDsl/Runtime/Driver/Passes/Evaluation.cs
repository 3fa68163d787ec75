using System;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// One evaluation from checked shapes to the result: labels and inputs, selection, scalars, denominators, blocks, sums.
/// </summary>
/// <typeparam name="TKernel">The mathematics of the loss.</typeparam>
/// <typeparam name="TKey">That of the key by which rows are selected, if they are.</typeparam>
/// <typeparam name="T">How tensors are stored.</typeparam>
internal static unsafe class Evaluation<TKernel, TKey, T>
    where TKernel : struct, ILossKernel
    where TKey : struct, ILossKernel
    where T : unmanaged
{
    /// <summary>Runs it.</summary>
    public static double Run(in EvaluationCall call, in LossInputs<T> inputs, in LossOutputs<T> outputs)
    {
        call.Plan.CheckNormalizer(inputs.Normalizer);
        if (!call.Plan.UsesEpoch)
            Check.NoEpoch(call.Plan.Name, inputs.Epoch);
        if (call.Shape.Samples == 0)
        {
            outputs.Components.Clear();
            return 0;
        }

        var workspace = Workspace.Rent();
        try
        {
            workspace.Job.Inputs = workspace.Call.Inputs(KernelInputs.Count);
            for (var input = 0; input < KernelInputs.Count; input++)
                workspace.Job.Inputs[input] = null;
            return Pinned(in call, in inputs, in outputs, workspace, inputs.Given);
        }
        finally
        {
            workspace.Return();
        }
    }

    /// <summary>
    /// Runs it with some inputs pinned, each by a frame of its own, so that there may be any number of them.
    /// </summary>
    private static double Pinned(
        in EvaluationCall call, in LossInputs<T> inputs, in LossOutputs<T> outputs, Workspace workspace, int given)
    {
        if (given == 0)
            return Evaluate(in call, in inputs, in outputs, workspace);
        var input = BitOperations.TrailingZeroCount(given);
        fixed (T* numbers = inputs.NumbersOf((KernelInput)input))
        {
            workspace.Job.Inputs[input] = numbers;
            return Pinned(in call, in inputs, in outputs, workspace, given & (given - 1));
        }
    }

    private static double Evaluate(in EvaluationCall call, in LossInputs<T> inputs, in LossOutputs<T> outputs, Workspace workspace)
    {
        var (plan, shape, threads) = (call.Plan, call.Shape, call.MaxThreads);
        fixed (T* logits = inputs.Logits, gradient = outputs.Gradient, perSample = outputs.PerSample)
        {
            var job = workspace.Job;
            job.Logits = logits;
            Place(job, in shape);
            job.GradientLayout = GradientShapes.LayoutOf(outputs.GradientShape, in shape);
            var upstream = job.Inputs[(int)KernelInput.Upstream];
            var valid = InputPass.Run(plan, in inputs, in shape, workspace);
            var weights = InputPass.RowWeights(inputs.SampleWeights, in shape, workspace.Call);
            if (plan.Selection is not null)
                valid = SelectionPass<TKey, T>.Run(plan, call.Parameters, workspace, call.Keys, threads, valid);

            job.Body = call.Engine;
            job.Gradient = gradient;
            job.PerSample = plan.ElementValues ? null : perSample;
            job.ElementValues = plan.ElementValues ? perSample : null;
            job.Upstream = plan.Reduction == Reduction.None && !plan.ElementValues ? upstream : null;
            job.Inputs[(int)KernelInput.Upstream] = plan.ElementValues ? upstream : null;
            job.RowWeights = weights;
            var scalars = Prepare(plan, call.Parameters, workspace);
            var denominators = new Span<double>(job.Seeds + job.Components, job.Components);
            var rows = new RowMeasures<TKernel, T>
            {
                Call = new KernelCall(call.Parameters, plan.Tables, scalars, job.Classes),
                Shape = shape,
                Labels = new ReadOnlySpan<int>(job.Labels, job.Rows),
                Valid = valid,
                SampleWeights = weights == null ? default : new ReadOnlySpan<double>(weights, job.Rows),
                Targets = inputs.Targets,
                Mask = inputs.Mask.Length == job.Rows ? default : inputs.Mask,
                Room = new Span<double>(workspace.Call.TargetsOfRow(job.Classes), job.Classes),
            };
            Aggregate(plan, in inputs, in rows, workspace, denominators);
            workspace.Run(threads);
            var total = Total(job, denominators, outputs.Components);
            foreach (var row in InputRow.Differentiable)
            {
                fixed (T* ofInput = outputs.GradientOf(row.Input))
                {
                    if (ofInput != null)
                        plan.GradientOf(row.Input)!.Run(call.Parameters, inputs.Execution, threads, workspace, ofInput);
                }
            }

            return total;
        }
    }

    /// <summary>
    /// Makes the workspace's job one of this plan: scalars, and room for seeds, denominators and sums. Seeds that are there
    /// stay, if the components are as many.
    /// </summary>
    /// <returns>The scalars, in double precision.</returns>
    public static ReadOnlySpan<double> Prepare(LossPlan plan, ReadOnlySpan<double> parameters, Workspace workspace)
    {
        var job = workspace.Job;
        var components = plan.ComponentCount;
        var numbers = workspace.Scalars(plan.Scalars);
        var scalars = new Span<double>(numbers, plan.Scalars);
        TKernel.Prepare(new KernelCall(parameters, plan.Tables, default, job.Classes), scalars);
        job.Constants = plan.Constants;
        job.Components = components;
        job.Scalars = typeof(T) == typeof(double) ? numbers : Single(workspace, scalars);
        job.Seeds = workspace.Seeds(2 * components);
        job.Sums = workspace.Sums((long)job.Blocks * components);
        return scalars;
    }

    /// <summary>The shape of the call, and how its rows fall into blocks.</summary>
    private static void Place(BlockJob job, in LogitShape shape)
    {
        job.Samples = shape.Samples;
        job.Classes = shape.Classes;
        job.Positions = shape.Positions;
        job.LogitLayout = new Layout(shape.Positions, shape.SampleStride, shape.ClassStride, shape.PositionStride);
        job.Divide();
    }

    /// <summary>
    /// Denominators, seeds and row scales. A denominator is 0 only where no row counts, or none that counts has a weight; then
    /// the loss is 0, and so is its gradient.
    /// </summary>
    private static void Aggregate(LossPlan plan, in LossInputs<T> inputs, in RowMeasures<TKernel, T> rows, Workspace workspace,
        Span<double> denominators)
    {
        var job = workspace.Job;
        var scaled = 0;
        for (var c = 0; c < job.Components; c++)
            scaled += DenominatorPass.ScalesRows(plan.StepsOf(c)) ? 1 : 0;
        var scales = workspace.Call.RowScales((long)scaled * job.Rows);
        job.RowScales = scaled == 0 ? null : workspace.Call.Scales(job.Components);

        var upstream = plan.Reduction == Reduction.None || inputs.Upstream.IsEmpty ? 1 : Storage.ToDouble(inputs.Upstream[0]);
        for (var c = 0; c < job.Components; c++)
        {
            var steps = plan.StepsOf(c);
            var own = DenominatorPass.ScalesRows(steps) ? scales : null;
            denominators[c] = DenominatorPass.Run(steps, inputs.Normalizer, in rows, new Span<double>(own, own == null ? 0 : job.Rows));
            job.Seeds[c] = denominators[c] == 0 ? 0 : upstream / denominators[c];
            if (job.RowScales != null)
                job.RowScales[c] = own;
            if (own != null)
                scales += job.Rows;
        }
    }

    private static float* Single(Workspace workspace, ReadOnlySpan<double> scalars)
    {
        var singles = workspace.Singles(scalars.Length);
        for (var i = 0; i < scalars.Length; i++)
            singles[i] = (float)scalars[i];
        return singles;
    }

    private static double Total(BlockJob job, ReadOnlySpan<double> denominators, Span<T> components)
    {
        var total = 0.0;
        for (var c = 0; c < denominators.Length; c++)
        {
            var sum = 0.0;
            for (var block = 0; block < job.Blocks; block++)
                sum += job.Sums[((nint)block * job.Components) + c];
            var value = denominators[c] == 0 ? 0 : sum / denominators[c];
            total += value;
            if (!components.IsEmpty)
                components[c] = Storage.Nearest<T>(value);
        }

        return total;
    }
}
