namespace LossDsl;

/// <summary>
/// A loss with a sigmoid head: binary, multi-label, or one against all. It is a sum of losses of elements. A class index as
/// target stands for 1 there and 0 at the other classes.
/// </summary>
public abstract class SigmoidLoss : ClassificationLoss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected SigmoidLoss()
    {
    }
}
