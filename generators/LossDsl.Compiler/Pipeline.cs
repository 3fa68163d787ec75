using System;
using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>The passes in their order. A new pass is a new line.</summary>
public static class Pipeline
{
    private static readonly (string Name, Func<LossIr, LossIr> Run)[] Passes =
    [
        ("normal form", loss => new AlgebraPass().Run(loss)),
        ("differentiate", loss => new Differentiate().Run(loss)),
        ("erase stops", loss => new EraseStops().Run(loss)),
        ("normal form of the gradient", loss => new AlgebraPass().Run(loss)),
        ("split at the label", loss => new LabelSplit().Run(loss)),
        ("normal form of the halves", loss => new AlgebraPass().Run(loss)),
        ("stable softmax", loss => new StableSoftmax().Run(loss)),
        ("regroup", loss => new Regroup().Run(loss)),
        ("strength reduction", loss => new StrengthReduction().Run(loss)),
    ];

    /// <summary>The number of passes after which the gradient is in normal form, before anything serves a machine.</summary>
    public const int Mathematics = 4;

    /// <summary>Lowers a declaration without errors.</summary>
    public static LossIr Lower(Declaration declaration) => Lowering.Lower(declaration);

    /// <summary>The loss after each pass, with the pass's name.</summary>
    public static IEnumerable<(string Pass, LossIr Loss)> Run(LossIr loss)
    {
        foreach (var (name, run) in Passes)
        {
            loss = run(loss);
            yield return (name, loss);
        }
    }
}
