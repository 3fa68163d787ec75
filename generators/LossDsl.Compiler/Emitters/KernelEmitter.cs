using System.Collections.Generic;
using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the mathematics of one form of a loss as one struct.</summary>
internal static class KernelEmitter
{
    /// <summary>Writes it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">The name of the struct.</param>
    /// <param name="parameters">The parameters of a call, in their order.</param>
    /// <param name="program">The loss.</param>
    public static void Emit(CodeWriter writer, string name, IReadOnlyList<string> parameters, KernelProgram program)
    {
        var constants = new ConstantsPrinter(program, parameters, writer);
        var sweeps = new SweepPrinter(program, writer);
        using (writer.Block($"file readonly struct {name} : ILossKernel"))
        {
            Slots(writer, program);
            Capabilities(writer, program);
            sweeps.Block();
            constants.Tables();
            constants.Prepare();
            constants.Weight();
            new PlainPrinter(program, writer).Row();
            sweeps.Structs();
        }
    }

    private static void Capabilities(CodeWriter writer, KernelProgram program)
    {
        var inputs = program.Schedule.Inputs.Select(id => $"(1 << (int){CSharp.Input(program.Loss.Nodes[id])})").ToList();
        if (inputs.Count > 0)
            writer.Lines("/// <inheritdoc/>", $"public static int Inputs => {string.Join(" | ", inputs)};", "");
        writer.Lines("/// <inheritdoc/>", "public static bool TakesLanes => true;", "");
    }

    private static void Slots(CodeWriter writer, KernelProgram program)
    {
        writer.Lines("/// <summary>Where a row's quantities are kept between the sweeps.</summary>");
        using (writer.Block("private static class Slot"))
            writer.Lines([.. program.Slots.Select((slot, i) => $"public const int {slot} = {i};")]);
        writer.Lines("");
    }
}
