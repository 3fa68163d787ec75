namespace LossDsl.Runtime;

/// <summary>What the drivers have to know of each <see cref="KernelInput"/>.</summary>
internal static class KernelInputs
{
    /// <summary>How many there are.</summary>
    public const int Count = (int)KernelInput.Upstream + 1;

    /// <summary>Whether it is one number per row; the others are one per element.</summary>
    public static bool PerRow(int input) => InputRow.All[input].PerRow;
}
