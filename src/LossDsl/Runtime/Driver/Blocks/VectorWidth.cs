using System.Runtime.Intrinsics;

namespace LossDsl.Runtime;

/// <summary>The vector width of a call.</summary>
internal static class VectorWidth
{
    /// <summary>The width asked for, or the widest that the machine has in hardware.</summary>
    public static int Bits(int asked)
        => asked != 0 ? asked
            : Vector512.IsHardwareAccelerated ? 512
            : Vector256.IsHardwareAccelerated ? 256
            : Vector128.IsHardwareAccelerated ? 128
            : 32;
}
