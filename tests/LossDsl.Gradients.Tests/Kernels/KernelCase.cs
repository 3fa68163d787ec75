using System;
using LossDsl.Compiler;

namespace LossDsl.Gradients.Tests;

/// <summary>One row of a call, in double precision.</summary>
internal sealed record KernelRow(
    double[] Z, int Label, double[] Targets, double[] Weights, double[] Mask, double Norm, double[] Upstream, double[] MatrixRow,
        double[] Table, double[] Seeds);

/// <summary>
/// What a row comes to: the values of the components, the gradient, and the loss of each element if there is such a thing.
/// </summary>
internal sealed record KernelResult(double[] Values, double[] Gradient, double[]? Elements = null);

/// <summary>A loss made by hand, and the same as plain arithmetic.</summary>
internal sealed record KernelCase(string Name, Func<LossIr> Loss, Func<KernelRow, KernelResult> Reference);
