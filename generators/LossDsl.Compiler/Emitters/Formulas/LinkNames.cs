using System.Linq;

namespace LossDsl.Compiler;

/// <summary>The nodes of a loss that formulas write as probabilities: p_k is the link of the scores s_k.</summary>
internal sealed class LinkNames
{
    private readonly LossIr loss;
    private readonly Heads head;

    public LinkNames(LossIr loss, Heads head)
    {
        this.loss = loss;
        this.head = head;
        Scores = head switch
        {
            Heads.Softmax => Operand(Op.LogSoftmax, Op.LogSumExp),
            Heads.Sigmoid => Upright(Operand(Op.LogSigmoid)),
            _ => -1,
        };
    }

    /// <summary>The node of the scores that the link reads, or −1 where no link is read or its scores are no node.</summary>
    public int Scores { get; }

    /// <summary>Of the Gumbel link, the node of the exponent −s, or −1.</summary>
    public int GumbelExponent
        => head != Heads.Gumbel ? -1
            : Enumerable.Range(0, loss.Nodes.Count)
            .Where(id => loss.Nodes[id].Op is Op.Exp or Op.OneMinusExp or Op.Todd && IsGumbelLog(loss.Nodes[id].A))
                .Select(id => loss.Nodes[loss.Nodes[loss.Nodes[id].A].A].A).DefaultIfEmpty(-1).First();

    /// <summary>Whether a node is log p, and not log(1 − p); null if it is neither.</summary>
    public bool? LogProbability(int id)
    {
        var node = loss.Nodes[id];
        if (node.Op == Op.LogSoftmax && head == Heads.Softmax && node.A == Scores)
            return true;
        if (node.Op == Op.LogSigmoid && head == Heads.Sigmoid)
            return node.A == Scores ? true : IsNegative(node.A, Scores) ? false : null;
        return head == Heads.Gumbel && IsGumbelLog(id) ? true : null;
    }

    /// <summary>Whether one node is the other with its sign changed.</summary>
    public bool IsNegative(int a, int b)
    {
        var (x, y) = (loss.Nodes[a], loss.Nodes[b]);
        if ((x.Op == Op.Neg && x.A == b) || (y.Op == Op.Neg && y.A == a))
            return true;
        if (x.Op == Op.Constant && y.Op == Op.Constant)
            return x.Value == -y.Value;
        return (x.Op, y.Op) switch
        {
            (Op.Mul, Op.Mul) => x.B == y.B && IsNegative(x.A, y.A),
            (Op.Div, Op.Div) => x.B == y.B && IsNegative(x.A, y.A),
            (Op.Sub, Op.Sub) => x.A == y.B && x.B == y.A,
            _ => false,
        };
    }

    private int Operand(params Op[] ops)
        => loss.Nodes.Where(node => ops.Contains(node.Op)).Select(node => node.A).DefaultIfEmpty(-1).First();

    /// <summary>Of scores and their negative, both of which the logistic function is taken of, the scores.</summary>
    private int Upright(int id)
        => id >= 0 && loss.Nodes[id].Op == Op.Neg ? loss.Nodes[id].A : id;

    /// <summary>−exp(−s), the logarithm of the Gumbel link.</summary>
    private bool IsGumbelLog(int id)
        => loss.Nodes[id].Op == Op.Neg && loss.Nodes[loss.Nodes[id].A].Op == Op.Exp;
}
