namespace LossDsl.Runtime;

/// <summary>Which inputs a kernel reads.</summary>
internal static class KernelReads
{
    /// <summary>Whether it reads the one of a number.</summary>
    public static bool Input<TKernel>(int input)
        where TKernel : struct, ILossKernel => (TKernel.Inputs >> input & 1) != 0;
}
