using System.ComponentModel;
using static TorchSharp.torch;

namespace LossDsl.Runtime;

/// <summary>
/// The mathematics of one form of a loss as tensor operators; generated, without state. Values per row have the shape (N,1,P),
/// values per element (N,C,P). Under gradient mode everything stays differentiable.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LossOperators
{
    /// <summary>Computes what the call wants: values of the components, value per element, gradient.</summary>
    public abstract void Evaluate(OperatorCall call);

    /// <summary>
    /// What each row adds to a weight sum, (N,1,P), or anything that broadcasts to it; null if the loss has no class weights.
    /// </summary>
    public virtual Tensor? RowWeight(OperatorCall call) => null;

    /// <summary>The number by which rows are selected, (N,1,P); null if all valid rows count.</summary>
    public virtual Tensor? Key(OperatorCall call) => null;

    /// <summary>
    /// The gradient with respect to a learnable hyper-parameter before it is summed over the rows, seeds included: (N,1,P), or
    /// (N,C,P) for a loss per element without reduction.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="parameter">The index of the hyper-parameter in <see cref="TensorProgram.Parameters"/>.</param>
    public virtual Tensor? ParameterGradient(OperatorCall call, int parameter) => null;

    /// <summary>The gradient with respect to an input, in the shape of the logits.</summary>
    public virtual Tensor? InputGradient(OperatorCall call, KernelInput input) => null;
}
