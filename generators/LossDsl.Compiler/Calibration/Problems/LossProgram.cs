using System;
using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>
/// A loss over one flat array of doubles: evaluated for all labels at once, and without allocation. What does not depend on
/// the label is computed once, what does not depend on the logits when the program is made.
/// </summary>
internal sealed partial class LossProgram
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

            var perLabel = node.Op is Op.IsLabel or Op.AtLabel
                || (node.Op == Op.Input && node.Name == InputTable.Targets && !inputs.Inputs.ContainsKey(node.Name));
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
}
