namespace LossDsl.Compiler;

/// <summary>A node of a graph under construction, with the operators that build further ones.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Id">The node's index in it.</param>
public readonly record struct Expr(Graph Graph, int Id)
{
    /// <summary>The node.</summary>
    public Node Node => Graph[Id];

    /// <summary>The operator.</summary>
    public Op Op => Node.Op;

    /// <summary>The axes over which it varies.</summary>
    public Axes Axes => Node.Axes;

    /// <summary>The operands as expressions.</summary>
    public Expr A => new(Graph, Node.A);

    /// <inheritdoc cref="A"/>
    public Expr B => new(Graph, Node.B);

    /// <inheritdoc cref="A"/>
    public Expr C => new(Graph, Node.C);

    /// <summary>Whether it is that constant.</summary>
    public bool Is(double value) => Op == Op.Constant && Node.Value.Equals(value);

    /// <summary>Sum.</summary>
    public static Expr operator +(Expr a, Expr b) => a.Graph.Make(Op.Add, a, b);

    /// <summary>Sum.</summary>
    public static Expr operator +(double a, Expr b) => b.Graph.Constant(a) + b;

    /// <summary>Sum.</summary>
    public static Expr operator +(Expr a, double b) => a + a.Graph.Constant(b);

    /// <summary>Difference.</summary>
    public static Expr operator -(Expr a, Expr b) => a.Graph.Make(Op.Sub, a, b);

    /// <summary>Difference.</summary>
    public static Expr operator -(double a, Expr b) => b.Graph.Constant(a) - b;

    /// <summary>Difference.</summary>
    public static Expr operator -(Expr a, double b) => a - a.Graph.Constant(b);

    /// <summary>Product.</summary>
    public static Expr operator *(Expr a, Expr b) => a.Graph.Make(Op.Mul, a, b);

    /// <summary>Product.</summary>
    public static Expr operator *(double a, Expr b) => b.Graph.Constant(a) * b;

    /// <summary>Quotient.</summary>
    public static Expr operator /(Expr a, Expr b) => a.Graph.Make(Op.Div, a, b);

    /// <summary>Quotient.</summary>
    public static Expr operator /(double a, Expr b) => b.Graph.Constant(a) / b;

    /// <summary>Sign change.</summary>
    public static Expr operator -(Expr a) => a.Graph.Make(Op.Neg, a);
}

/// <summary>The functions of the IR, spelled as in formulas.</summary>
public static class Functions
{
    /// <summary>e^a.</summary>
    public static Expr Exp(Expr a) => a.Graph.Make(Op.Exp, a);

    /// <summary>log a.</summary>
    public static Expr Log(Expr a) => a.Graph.Make(Op.Log, a);

    /// <summary>log(1 + a).</summary>
    public static Expr Log1p(Expr a) => a.Graph.Make(Op.Log1p, a);

    /// <summary>1 − e^a.</summary>
    public static Expr OneMinusExp(Expr a) => a.Graph.Make(Op.OneMinusExp, a);

    /// <summary>a/(1 − e^(−a)).</summary>
    public static Expr Todd(Expr a) => a.Graph.Make(Op.Todd, a);

    /// <summary>log(1/(1 + e^(−a))).</summary>
    public static Expr LogSigmoid(Expr a) => a.Graph.Make(Op.LogSigmoid, a);

    /// <summary>tanh a.</summary>
    public static Expr Tanh(Expr a) => a.Graph.Make(Op.Tanh, a);

    /// <summary>log cosh a.</summary>
    public static Expr LogCosh(Expr a) => a.Graph.Make(Op.LogCosh, a);

    /// <summary>(1 + a) log(1 + a) − a.</summary>
    public static Expr Bennett(Expr a) => a.Graph.Make(Op.Bennett, a);

    /// <summary>√a.</summary>
    public static Expr Sqrt(Expr a) => a.Graph.Make(Op.Sqrt, a);

    /// <summary>|a|.</summary>
    public static Expr Abs(Expr a) => a.Graph.Make(Op.Abs, a);

    /// <summary>The larger of a and b.</summary>
    public static Expr Max(Expr a, Expr b) => a.Graph.Make(Op.Max, a, b);

    /// <summary>The smaller of a and b.</summary>
    public static Expr Min(Expr a, Expr b) => a.Graph.Make(Op.Min, a, b);

    /// <summary>w·a, and 0 where w is 0, whatever a.</summary>
    public static Expr Weigh(Expr w, Expr a) => a.Graph.Make(Op.Weigh, w, a);

    /// <summary>a^b.</summary>
    public static Expr Pow(Expr a, Expr b) => a.Graph.Make(Op.Pow, a, b);

    /// <summary>What one class has of the Jensen-Shannon divergence of t from p, t with the given weight.</summary>
    public static Expr JensenShannon(Expr p, Expr t, Expr weight) => p.Graph.Make(Op.JensenShannon, p, t, weight);

    /// <summary>Whether a = b.</summary>
    public static Expr Equal(Expr a, Expr b) => a.Graph.Make(Op.Equal, a, b);

    /// <summary>Whether a &lt; b.</summary>
    public static Expr Less(Expr a, Expr b) => a.Graph.Make(Op.Less, a, b);

    /// <summary>a where the condition holds, else b.</summary>
    public static Expr Select(Expr condition, Expr a, Expr b) => a.Graph.Make(Op.Select, condition, a, b);

    /// <summary>The element at the label.</summary>
    public static Expr AtLabel(Expr a) => a.Graph.Make(Op.AtLabel, a);

    /// <summary>a, with b at the label.</summary>
    public static Expr PutAtLabel(Expr a, Expr b) => a.Graph.Make(Op.PutAtLabel, a, b);

    /// <summary>The sum over the classes.</summary>
    public static Expr SumClass(Expr a) => a.Graph.Make(Op.SumClass, a);

    /// <summary>The maximum over the classes.</summary>
    public static Expr MaxClass(Expr a) => a.Graph.Make(Op.MaxClass, a);

    /// <summary>Log-probabilities.</summary>
    public static Expr LogSoftmax(Expr a) => a.Graph.Make(Op.LogSoftmax, a);

    /// <summary>log Σ e^a over the classes.</summary>
    public static Expr LogSumExp(Expr a) => a.Graph.Make(Op.LogSumExp, a);

    /// <summary>What is written as the one and computed as the other, which is the same number but for rounding.</summary>
    public static Expr Numerical(Expr formula, Expr computed) => computed.Graph.Make(Op.Numerical, formula, computed);

    /// <summary>a, rounded the same for all who read it.</summary>
    public static Expr Rounded(Expr a) => a.Graph.Make(Op.Rounded, a);

    /// <summary>A constant for the gradient.</summary>
    public static Expr Stop(Expr a) => a.Graph.Make(Op.Stop, a);
}
