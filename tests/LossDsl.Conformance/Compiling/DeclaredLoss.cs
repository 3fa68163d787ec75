using System;

namespace LossDsl.Conformance;

/// <summary>One distinct declaration: its text, and after compilation either its factory or what is wrong with it.</summary>
internal sealed class DeclaredLoss(string name, DeclarationText text, bool counts, bool weights)
{
    /// <summary>The name of the class.</summary>
    public string Name { get; } = name;

    /// <summary>The file that is compiled.</summary>
    public string Source { get; } = DeclarationWriter.Write(name, text, counts, weights);

    /// <summary>Makes an instance; null until it is compiled, and if it does not compile.</summary>
    public Func<long[]?, double[]?, Loss>? Create { get; set; }

    /// <summary>What the analyzer or the C# compiler has against it.</summary>
    public string? Error { get; set; }
}
