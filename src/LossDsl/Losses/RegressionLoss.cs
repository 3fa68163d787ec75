namespace LossDsl;

/// <summary>
/// A regression loss: what the model puts out is the prediction, and each element has a value to predict.
/// </summary>
public abstract class RegressionLoss : Loss
{
    /// <summary>Only generated code derives from this class.</summary>
    protected RegressionLoss()
    {
    }
}
