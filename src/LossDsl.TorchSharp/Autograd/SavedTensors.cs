using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// What a call leaves to its backward pass: first what forward has made, which is all that a gradient needs, and behind it what
/// the call has read, for a gradient that is to be differentiated again.
/// </summary>
internal sealed class SavedTensors
{
    private readonly List<Tensor?> all;
    private readonly int made;

    /// <summary>What a call leaves.</summary>
    public SavedTensors(CallResult result, CallTensors tensors)
    {
        all = [result.Gradients.Input, .. result.Gradients.Inputs, .. result.Gradients.Parameters];
        made = all.Count;
        all.AddRange(tensors.All);
    }

    /// <summary>Hands all of them to a context, whose they are from then on.</summary>
    public void Save(autograd.AutogradContext context) => context.save_for_backward(all!);

    /// <summary>
    /// What forward has made: the gradients for an upstream gradient of 1, with respect to input, each differentiable input
    /// and each hyper-parameter. What the call has read may have been changed in place since.
    /// </summary>
    /// <param name="context">The context that has them.</param>
    /// <param name="scope">The innermost scope, in which there is nothing yet.</param>
    /// <exception cref="InvalidOperationException">A gradient that was given before has been changed in place.</exception>
    public IReadOnlyList<Tensor?> Made(autograd.AutogradContext context, DisposeScope scope)
    {
        try
        {
            return context.get_saved_variables();
        }
        catch (Exception) when (scope.DisposablesCount >= all.Take(made).Count(tensor => tensor is not null))
        {
            // A context unpacks its tensors in their order, and stops at one that was changed. Those before it are in the scope in
            // the same order, for nothing has left it.
            using var unpacked = scope.DisposablesView.Cast<Tensor>().GetEnumerator();
            return [.. all.Take(made).Select(tensor => tensor is not null && unpacked.MoveNext() ? unpacked.Current : null)];
        }
        catch (Exception exception)
        {
            throw Changed(exception, "the gradient that an earlier pass has given");
        }
    }

    /// <summary>What the call has read, as it was then; the parameters are those of <see cref="Made"/>.</summary>
    /// <param name="context">The context that has them.</param>
    /// <param name="scope">The innermost scope, in which there is nothing yet.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="InvalidOperationException">Something has been changed in place since; the message names it.</exception>
    public CallTensors Read(autograd.AutogradContext context, DisposeScope scope, PreparedCall call)
    {
        try
        {
            return CallTensors.Restore(context.get_saved_variables().ToArray(), call.Needs.Parameters.Length, call.Buffers);
        }
        catch (Exception exception)
        {
            // The one after those that are in the scope.
            var index = Enumerable.Range(0, all.Count).Where(i => all[i] is not null).ElementAt(scope.DisposablesCount) - made;
            if (index < 0)
                throw Changed(exception, "the gradient that an earlier pass has given");
            throw Changed(exception,
                $"{CallTensors.Name(call.Program, index)}, which a second derivative needs as it was in the forward pass,");
        }
    }

    // libtorch's message goes on with the frames of its stack, which the inner exception has.
    private static InvalidOperationException Changed(Exception exception, string what)
        => new($"{what} has been changed in place. {exception.Message.Split('\n')[0]}", exception);
}
