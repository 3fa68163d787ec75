namespace LossDsl;

/// <summary>
/// A loss with a sigmoid head: binary, multi-label, or one against all. It is a sum of losses of elements. The short overloads
/// are those of <see cref="INumberTargets"/> and <see cref="IIndexTargets"/>, whichever the declared loss has a meaning for.
/// </summary>
public abstract class SigmoidLoss : Loss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected SigmoidLoss()
    {
    }
}
