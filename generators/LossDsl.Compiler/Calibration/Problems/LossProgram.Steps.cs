using System;

namespace LossDsl.Compiler;

/// <content>What each step does.</content>
internal sealed partial class LossProgram
{
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
