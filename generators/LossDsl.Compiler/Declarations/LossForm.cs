namespace LossDsl.Compiler;

/// <summary>What the targets of a compiled loss are. One declaration gives one kernel for each form that it has.</summary>
public enum LossForm
{
    /// <summary>One class index per row.</summary>
    Labels,

    /// <summary>One number per element: class probabilities, 0 and 1, or values.</summary>
    Numbers,
}

/// <summary>How scores become probabilities.</summary>
[System.Flags]
public enum Heads
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One softmax over the classes.</summary>
    Softmax = 1,

    /// <summary>A logistic function per element.</summary>
    Sigmoid = 2,

    /// <summary>The Gumbel link per element.</summary>
    Gumbel = 4,

    /// <summary>No link: regression.</summary>
    Identity = 8,

    /// <summary>The heads with a probability per element.</summary>
    Binary = Sigmoid | Gumbel,

    /// <summary>The heads of classification.</summary>
    Classification = Softmax | Binary,

    /// <summary>The heads whose loss is a sum of one per element.</summary>
    Elementwise = Binary | Identity,

    /// <summary>All.</summary>
    All = Softmax | Elementwise,
}
