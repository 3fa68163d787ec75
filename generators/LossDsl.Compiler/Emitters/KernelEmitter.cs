using System.Linq;

namespace LossDsl.Compiler;

/// <summary>Writes the mathematics of a loss as one struct.</summary>
internal static class KernelEmitter
{
    /// <summary>The name of the struct.</summary>
    public static string Name(Declaration declaration) => "KernelOf" + declaration.Type.PlainName;

    /// <summary>Writes it.</summary>
    public static void Emit(CodeWriter writer, Declaration declaration, Quantities quantities)
    {
        var constants = new ConstantsEmitter(quantities, Configuration.Properties(declaration), writer);
        var sweeps = new SweepEmitter(quantities, writer);
        writer.Lines(
            "using System;",
            "using System.Numerics;",
            "using System.Runtime.CompilerServices;",
            "",
            $"/// <summary>The mathematics of {declaration.Type.PlainName}: sweeps over the classes for vectors, and the same in plain loops.</summary>");
        using (writer.Block($"file readonly struct {Name(declaration)} : ILossKernel"))
        {
            Slots(writer, quantities);
            sweeps.Block();
            constants.Tables();
            constants.Prepare();
            constants.Weight();
            new PlainEmitter(quantities, writer).Row();
            sweeps.Structs();
        }
    }

    private static void Slots(CodeWriter writer, Quantities quantities)
    {
        writer.Lines("/// <summary>Where a row's quantities are kept between the sweeps.</summary>");
        using (writer.Block("private static class Slot"))
            writer.Lines([.. quantities.Slots.Select(slot => $"public const int {slot.Name} = {slot.Index};")]);
        writer.Lines("");
    }
}
