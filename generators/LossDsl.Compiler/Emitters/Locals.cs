using System.Collections.Generic;

namespace LossDsl.Compiler;

/// <summary>The locals of generated code.</summary>
internal static class Locals
{
    /// <summary>Prints nodes of a program as locals of their names, by which the formulas after them call them.</summary>
    public static void Lets(this CodeWriter writer, KernelProgram program, ExpressionWriter text, IReadOnlyList<int> lets)
    {
        foreach (var id in lets)
            writer.Statement($"var {program.NameOf(id)} = {text.Define(id, program.NameOf(id))};");
    }
}
