namespace LossDsl;

/// <summary>A loss with a softmax head: logits (N,C), and one class index per row or soft targets (N,C).</summary>
public abstract class SoftmaxLoss : ClassificationLoss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected SoftmaxLoss()
    {
    }
}
