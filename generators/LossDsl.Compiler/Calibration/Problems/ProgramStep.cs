using System;

namespace LossDsl.Compiler;

/// <summary>Where a node's values stand: at Offset + label · LabelStride + class · ClassStride.</summary>
internal readonly record struct Slot(int Offset, int LabelStride, int ClassStride)
{
    /// <summary>The place of the value for a label and a class.</summary>
    public int At(int label, int k) => Offset + (label * LabelStride) + (k * ClassStride);
}

/// <summary>The computation of one node.</summary>
internal struct ProgramStep
{
    /// <summary>The operator.</summary>
    public Op Op;

    /// <summary>The node.</summary>
    public Node Node;

    /// <summary>Where its values go, and those of its operands stand.</summary>
    public Slot Out, A, B, C;

    /// <summary>The function of an elementwise operator; null for others.</summary>
    public Func<double, double, double, double>? Function;
}
