using System;
using System.Collections.Generic;
using LossDsl.Compiler;

namespace LossDsl.Conformance;

/// <summary>One distinct declaration: its text, what the front end reads in it, and after compilation its factory.</summary>
internal sealed class DeclaredLoss(string name, DeclarationText text, Construction construction)
{
    /// <summary>The name of the class.</summary>
    public string Name { get; } = name;

    /// <summary>The file that is compiled.</summary>
    public string Source { get; } = DeclarationWriter.Write(name, text);

    /// <summary>The file of its factory.</summary>
    public string FactorySource { get; } = DeclarationWriter.WriteFactory(name, construction);

    /// <summary>The declaration; null until it is read, and if it breaks a rule of the language.</summary>
    public Declaration? Declaration { get; set; }

    /// <summary>Makes an instance from numbers per class and matrices; null until it is compiled, and if it does not compile.</summary>
    public Func<IReadOnlyDictionary<string, double[]>, IReadOnlyDictionary<string, double[]>, Loss>? Create { get; set; }

    /// <summary>What the rules of the language have against it.</summary>
    public string? Error { get; set; }

    /// <summary>What the C# compiler or an analyzer has against it and its generated half.</summary>
    public string? CompileError { get; set; }
}
