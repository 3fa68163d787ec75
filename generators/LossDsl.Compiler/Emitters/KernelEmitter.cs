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
    /// <param name="quantities">The loss.</param>
    public static void Emit(CodeWriter writer, string name, IReadOnlyList<string> parameters, Quantities quantities)
    {
        var constants = new ConstantsEmitter(quantities, parameters, writer);
        var sweeps = new SweepEmitter(quantities, writer);
        using (writer.Block($"file readonly struct {name} : ILossKernel"))
        {
            Slots(writer, quantities);
            Capabilities(writer, quantities);
            sweeps.Block();
            constants.Tables();
            constants.Prepare();
            constants.Weight();
            new PlainEmitter(quantities, writer).Row();
            sweeps.Structs();
        }
    }

    private static void Capabilities(CodeWriter writer, Quantities quantities)
    {
        var inputs = quantities.Schedule.Inputs.Select(id => $"(1 << (int){quantities.Input(id)})").ToList();
        if (inputs.Count > 0)
            writer.Lines("/// <inheritdoc/>", $"public static int Inputs => {string.Join(" | ", inputs)};", "");
        writer.Lines("/// <inheritdoc/>", "public static bool TakesLanes => true;", "");
    }

    private static void Slots(CodeWriter writer, Quantities quantities)
    {
        writer.Lines("/// <summary>Where a row's quantities are kept between the sweeps.</summary>");
        using (writer.Block("private static class Slot"))
            writer.Lines([.. quantities.Slots.Select(slot => $"public const int {slot.Name} = {slot.Index};")]);
        writer.Lines("");
    }
}
