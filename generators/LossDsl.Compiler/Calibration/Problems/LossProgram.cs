using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss over one flat array of doubles: evaluated for all labels at once, and without allocation. What does not depend on
/// the label is computed once, what does not depend on the logits when the program is made.
/// </summary>
internal sealed class LossProgram
{
    private readonly LossIr loss;
    private readonly ProgramInputs inputs;
    private readonly int classes;
    private readonly Slot[] slots;
    private readonly double[] values;
    private readonly ProgramStep[] ofValues;
    private readonly ProgramStep[] ofGradients;
    private readonly Slot logits;
    private readonly Slot[] components;

    public LossProgram(LossIr loss, ProgramInputs inputs)
    {
        this.loss = loss;
        this.inputs = inputs;
        classes = inputs.Classes;
        slots = new Slot[loss.Nodes.Count];
        var size = 0;
        var moving = new bool[slots.Length];
        var wanted = new bool[slots.Length];
        foreach (var component in loss.Components)
        {
            foreach (var id in loss.Reachable(component.Value))
                wanted[id] = true;
        }

        List<ProgramStep> still = [], first = [], second = [];
        for (var id = 0; id < slots.Length; id++)
        {
            var node = loss.Nodes[id];
            if (node.Op is Op.Table or Op.Stop)
            {
                slots[id] = slots[node.A];
                moving[id] = moving[node.A];
                continue;
            }

            var perLabel = node.Op is Op.IsLabel or Op.AtLabel || (node.Op == Op.Input && node.Name == InputTable.Targets && !inputs.Inputs.ContainsKey(node.Name));
            moving[id] = node.Op == Op.Logits;
            for (var i = 0; i < node.Arity; i++)
            {
                moving[id] |= moving[node.Operand(i)];
                perLabel |= slots[node.Operand(i)].LabelStride > 0;
            }

            var perClass = (node.Axes & Axes.Class) != 0;
            var width = perClass ? classes : 1;
            slots[id] = new Slot(size, perLabel ? width : 0, perClass ? 1 : 0);
            size += perLabel ? width * classes : width;
            if (node.Op != Op.Logits)
                (!moving[id] ? still : wanted[id] ? first : second).Add(StepOf(id, node));
        }

        values = new double[Math.Max(1, size)];
        ofValues = [.. first];
        ofGradients = [.. second];
        var leaf = Array.FindIndex([.. loss.Nodes], node => node.Op == Op.Logits);
        logits = leaf < 0 ? new Slot(-1, 0, 1) : slots[leaf];
        components = [.. loss.Components.Select(component => slots[component.Value])];
        Run([.. still]);
    }

    /// <summary>The number of classes.</summary>
    public int Classes => classes;

    /// <summary>How many evaluations there were.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Evaluates the losses of all labels.</summary>
    /// <param name="z">One logit per class.</param>
    /// <param name="losses">One number per label, which it writes.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Evaluate(double[] z, double[] losses)
    {
        inputs.Cancellation.ThrowIfCancellationRequested();
        Evaluations++;
        for (var k = 0; k < classes && logits.Offset >= 0; k++)
            values[logits.Offset + k] = z[k];
        Run(ofValues);
        for (var y = 0; y < classes; y++)
        {
            var sum = 0.0;
            for (var c = 0; c < components.Length; c++)
                sum += inputs.Seeds[c] * values[components[c].At(y, 0)];
            losses[y] = sum;
        }
    }

    /// <summary>The gradients of the losses of all labels at the logits of the last evaluation.</summary>
    /// <param name="gradients">One row per label, which it writes.</param>
    public void Gradients(double[] gradients)
    {
        Run(ofGradients);
        var slot = slots[loss.Gradient];
        for (var y = 0; y < classes; y++)
        {
            for (var k = 0; k < classes; k++)
                gradients[(y * classes) + k] = values[slot.At(y, k)];
        }
    }

    /// <summary>The gradient of the loss of one label at the logits of the last evaluation.</summary>
    /// <param name="label">The label.</param>
    /// <param name="into">One slope per class, which it writes.</param>
    public void Gradient(int label, double[] into)
    {
        Run(ofGradients);
        var slot = slots[loss.Gradient];
        for (var k = 0; k < classes; k++)
            into[k] = values[slot.At(label, k)];
    }

    /// <summary>A node's value after the last evaluation.</summary>
    public double Value(int id, int label, int k) => values[slots[id].At(label, k)];

    private ProgramStep StepOf(int id, Node node) => new()
    {
        Op = node.Op,
        Node = node,
        Out = slots[id],
        A = node.Arity > 0 ? slots[node.A] : default,
        B = node.Arity > 1 ? slots[node.B] : default,
        C = node.Arity > 2 ? slots[node.C] : default,
        Function = OperatorTable.Row(node.Op).Value,
    };

    private void Run(ProgramStep[] steps)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            ref var step = ref steps[i];
            var labels = step.Out.LabelStride > 0 ? classes : 1;
            for (var y = 0; y < labels; y++)
                Run(ref step, y, step.Out.Offset + (y * step.Out.LabelStride), step.Out.ClassStride > 0 ? classes : 1);
        }
    }

    private void Run(ref ProgramStep step, int y, int o, int width)
    {
        var v = values;
        int a = step.A.At(y, 0), b = step.B.At(y, 0);
        int da = step.A.ClassStride, db = step.B.ClassStride;
        switch (step.Op)
        {
            case Op.Add:
                for (var k = 0; k < width; k++, a += da, b += db)
                    v[o + k] = v[a] + v[b];
                break;
            case Op.Sub:
                for (var k = 0; k < width; k++, a += da, b += db)
                    v[o + k] = v[a] - v[b];
                break;
            case Op.Mul:
                for (var k = 0; k < width; k++, a += da, b += db)
                    v[o + k] = v[a] * v[b];
                break;
            case Op.Exp:
                for (var k = 0; k < width; k++, a += da)
                    v[o + k] = Math.Exp(v[a]);
                break;
            case Op.AtLabel:
                v[o] = v[a + (y * da)];
                break;
            case Op.SumClass:
                var sum = 0.0;
                for (var k = 0; k < classes; k++, a += da)
                    sum += v[a];
                v[o] = sum;
                break;
            case Op.MaxClass:
                v[o] = v[Top(a, da)];
                break;
            case Op.LogSumExp:
                v[o] = v[Top(a, da)] + Scalar.Log1p(Rest(a, da));
                break;
            case Op.LogSoftmax:
                var max = v[Top(a, da)];
                var rest = Scalar.Log1p(Rest(a, da));
                for (var k = 0; k < width; k++, a += da)
                    v[o + k] = (v[a] - max) - rest;
                break;
            default:
                if (step.Function is not { } function)
                {
                    Leaf(step.Node, y, o, width);
                    break;
                }

                int c = step.C.At(y, 0), dc = step.C.ClassStride;
                for (var k = 0; k < width; k++, a += da, b += db, c += dc)
                    v[o + k] = function(v[a], v[b], v[c]);
                break;
        }
    }

    private void Leaf(Node node, int y, int o, int width)
    {
        for (var k = 0; k < width; k++)
        {
            values[o + k] = node.Op switch
            {
                Op.Constant => node.Value,
                Op.Parameter => inputs.Parameters[node.Name!],
                Op.ClassCount => classes,
                Op.ClassIndex => k,
                Op.ClassInput => inputs.ClassInputs[node.Name!][k],
                Op.Seed => inputs.Seeds[(int)node.Bits],
                Op.IsLabel => k == y ? 1 : 0,
                Op.Input when inputs.Inputs.TryGetValue(node.Name!, out var given) => given,
                Op.Input => node.Name != InputTable.Targets || k == y ? 1 : 0,
                _ => throw new InvalidOperationException($"{node.Op} has no value in a calibration"),
            };
        }
    }

    private int Top(int a, int da)
    {
        var top = a;
        for (var k = 1; k < classes; k++)
        {
            if (values[a + (k * da)] > values[top])
                top = a + (k * da);
        }

        return top;
    }

    /// <summary>The sum of the exponentials besides that of the maximum, over that of the maximum.</summary>
    private double Rest(int a, int da)
    {
        var top = 0;
        for (var k = 1; k < classes; k++)
        {
            if (values[a + (k * da)] > values[a + (top * da)])
                top = k;
        }

        var sum = 0.0;
        for (var k = 0; k < classes; k++)
        {
            if (k != top)
                sum += Math.Exp(values[a + (k * da)] - values[a + (top * da)]);
        }

        return sum;
    }
}
