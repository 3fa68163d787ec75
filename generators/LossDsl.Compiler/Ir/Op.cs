namespace LossDsl.Compiler;

/// <summary>The operators of the loss IR. What each means stands in its row of <see cref="OperatorTable"/>.</summary>
public enum Op : byte
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>A hyper-parameter that is read at each call.</summary>
    Parameter,

    /// <summary>The number of classes.</summary>
    ClassCount,

    /// <summary>The index k of the class, from 0: for numbers per class that the declaration itself lists.</summary>
    ClassIndex,

    /// <summary>A number per class given at construction: a row of <see cref="ClassInputTable"/>.</summary>
    ClassInput,

    /// <summary>The raw scores.</summary>
    Logits,

    /// <summary>Upstream gradient over denominator of a component, per row.</summary>
    Seed,

    /// <summary>Whether a class is the label of its row.</summary>
    IsLabel,

    /// <summary>What a call gives besides logits and labels, per row or per element: a row of <see cref="InputTable"/>.</summary>
    Input,

    /// <summary>The row of a matrix (C,C), given at construction, that belongs to the label: one number per class.</summary>
    MatrixRow,

    /// <summary>−a.</summary>
    Neg,

    /// <summary>|a|.</summary>
    Abs,

    /// <summary>√a.</summary>
    Sqrt,

    /// <summary>e^a.</summary>
    Exp,

    /// <summary>log a.</summary>
    Log,

    /// <summary>log(1 + a).</summary>
    Log1p,

    /// <summary>1 − e^a.</summary>
    OneMinusExp,

    /// <summary>a/(1 − e^(−a)), the Todd function.</summary>
    Todd,

    /// <summary>log(1/(1 + e^(−a))), the logarithm of the logistic function.</summary>
    LogSigmoid,

    /// <summary>The hyperbolic tangent of a.</summary>
    Tanh,

    /// <summary>The logarithm of the hyperbolic cosine of a.</summary>
    LogCosh,

    /// <summary>(1 + a) log(1 + a) − a for a ≥ 0, Bennett's function: the integral of log(1 + a).</summary>
    Bennett,

    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Sub,

    /// <summary>a·b.</summary>
    Mul,

    /// <summary>a/b.</summary>
    Div,

    /// <summary>a^b for a ≥ 0.</summary>
    Pow,

    /// <summary>a·b, and 0 where a is 0, whatever b: the share of b that a target or a mask takes.</summary>
    Weigh,

    /// <summary>The larger of a and b.</summary>
    Max,

    /// <summary>The smaller of a and b.</summary>
    Min,

    /// <summary>
    /// (c b log(b/m) + (1 − c) a log(a/m))/(−(1 − c) log(1 − c)) with m = c b + (1 − c) a for a and b &gt; 0: what one class
    /// has of the Jensen-Shannon divergence of b from a with the weight c. Only before StableDivergence.
    /// </summary>
    JensenShannon,

    /// <summary>Whether a &lt; b.</summary>
    Less,

    /// <summary>Whether a = b.</summary>
    Equal,

    /// <summary>b where a holds, else c.</summary>
    Select,

    /// <summary>The element of a at the label of the row.</summary>
    AtLabel,

    /// <summary>a, with b in the place of its element at the label of the row: what tensor operators scatter.</summary>
    PutAtLabel,

    /// <summary>The sum over the classes.</summary>
    SumClass,

    /// <summary>The maximum over the classes.</summary>
    MaxClass,

    /// <summary>a_k − log Σ e^a, per class.</summary>
    LogSoftmax,

    /// <summary>log Σ e^a over the classes.</summary>
    LogSumExp,

    /// <summary>a, a constant for the gradient.</summary>
    Stop,

    /// <summary>
    /// a as a formula, b as it is computed: the same number but for rounding, by whatever keeps the digits. Only before
    /// <see cref="OneForm"/>.
    /// </summary>
    Numerical,

    /// <summary>a as it is rounded: whoever reads it, at the label too, reads the same number. Only between passes.</summary>
    Rounded,

    /// <summary>a, numbers per class that are fixed at construction: computed once and then read from a table.</summary>
    Table,
}
