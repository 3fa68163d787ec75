using System;
using System.ComponentModel;
using System.Linq;
using System.Numerics;

namespace LossDsl.Runtime;

/// <summary>
/// What checks, loops and engines have to know of one <see cref="KernelInput"/>; nothing else names it but the properties by
/// which calls give it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputRow
{
    private static readonly InputRow[] Rows =
    [
        new(KernelInput.Targets, "targets"),
        new(KernelInput.ElementWeights, "elementWeights"),
        new(KernelInput.ClassMask, "classMask") { Required = true, IsMask = true },
        new(KernelInput.FeatureNorms, "featureNorms") { Required = true, PerRow = true, Rule = NumberRule.NotNegative, Example = (10, 20) },
        new(KernelInput.Variances, "variances")
        {
            Required = true,
            Rule = NumberRule.NotNegative,
            Shape = "the shape of the predictions",
            Gradient = "varianceGradient",
            Example = (0.5, 1),
        },
        new(KernelInput.Upstream, "upstream"),
    ];

    private static readonly InputRow[] WithGradient = [.. Rows.Where(row => row.Gradient is not null)];

    private InputRow(KernelInput input, string argument) => (Input, Argument) = (input, argument);

    /// <summary>Every row; the position of one is the number of its input.</summary>
    public static ReadOnlySpan<InputRow> All => Rows;

    /// <summary>The inputs that are <see cref="Required"/>: bit i for the one of that number.</summary>
    internal static int RequiredInputs { get; } = Rows.Where(row => row.Required).Sum(row => 1 << (int)row.Input);

    /// <summary>The rows of some inputs: bit i for the one of that number.</summary>
    internal static Some Among(int inputs) => new(inputs);

    /// <summary>The rows of the inputs that have a gradient.</summary>
    public static ReadOnlySpan<InputRow> Differentiable => WithGradient;

    /// <summary>The input.</summary>
    public KernelInput Input { get; }

    /// <summary>Its name in messages and exceptions of calls on spans.</summary>
    public string Argument { get; }

    /// <summary>Whether it is one number per row; the others are one per element.</summary>
    public bool PerRow { get; private init; }

    /// <summary>
    /// Whether a call has to give it where the loss reads it, and may not where it does not. The others have a meaning for every
    /// loss, or stand for 1 where they are left out.
    /// </summary>
    public bool Required { get; private init; }

    /// <summary>Whether calls give it as booleans, one per element or one per class; kernels read 1 and 0.</summary>
    public bool IsMask { get; private init; }

    /// <summary>What its numbers may be where they count; null if something else says so.</summary>
    public NumberRule? Rule { get; private init; }

    /// <summary>
    /// The argument that takes the gradient with respect to it, which has one number per element; null if it is a constant.
    /// </summary>
    public string? Gradient { get; private init; }

    /// <summary>Its shape in messages.</summary>
    public string Shape { get => field ?? (PerRow ? "one number per row" : "the shape of the logits"); private init; }

    /// <summary>Where random examples of it begin, above 0, and how far they reach; null for what is made up otherwise.</summary>
    internal (double Least, double Width)? Example { get; private init; }

    /// <summary>The row of an input.</summary>
    /// <param name="input">The input.</param>
    public static InputRow Of(KernelInput input) => Rows[(int)input];

    /// <summary>Some of the rows, to be gone through: what a call does not give costs it nothing.</summary>
    internal ref struct Some(int inputs)
    {
        private int rest = inputs;
        private int next = -1;

        /// <summary>The row.</summary>
        public readonly InputRow Current => Rows[next];

        /// <summary>Itself.</summary>
        public readonly Some GetEnumerator() => this;

        /// <summary>Goes on to the next.</summary>
        public bool MoveNext()
        {
            if (rest == 0)
                return false;
            next = BitOperations.TrailingZeroCount(rest);
            rest &= rest - 1;
            return true;
        }
    }

    /// <summary>How many numbers a call of that many rows and elements gives.</summary>
    internal int Length(in LogitShape shape) => PerRow ? shape.Rows : shape.Elements;
}
