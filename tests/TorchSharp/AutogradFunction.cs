#nullable disable annotations
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with a backward of its own; one instance per type serves all calls.</summary>
        public abstract class Function<T> where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            public abstract string Name { get; }

            public static List<Tensor> apply_internal(params object[] vars)
            {
                var node = new Node(Instance.Name, vars, Instance.backward_internal);
                try
                {
                    var inputs = vars.OfType<Tensor>().Where(tensor => !tensor.IsInvalid).ToList();
                    var isExecutable = is_grad_enabled() && inputs.Any(tensor => tensor.requires_grad);
                    node.SetEdges(inputs, isExecutable);
                    List<Tensor> outputs;
                    using (no_grad())
                        outputs = Instance.forward_internal(node.Context, vars);
                    outputs = node.WrapOutputs(inputs, outputs, isExecutable);
                    if (isExecutable)
                        node.Context.SaveVariables();
                    return outputs;
                }
                finally
                {
                    node.LeaveToGraph();
                }
            }

            internal abstract List<Tensor> forward_internal(AutogradContext ctx, params object[] vars);

            internal abstract List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs);
        }

        /// <summary>A function of one result.</summary>
        public abstract class SingleTensorFunction<T> : Function<T> where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            /// <summary>
            /// Runs without gradients; everything that can be wrong is to be found here, where an exception can be
            /// caught.
            /// </summary>
            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            /// <summary>One gradient per argument of apply, null for what is no tensor. An exception ends the process.</summary>
            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, params object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs[0]);
        }

        /// <summary>A function of several results.</summary>
        public abstract class MultiTensorFunction<T> : Function<T> where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.forward"/>
            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            /// <inheritdoc cref="SingleTensorFunction{T}.backward"/>
            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, params object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) =>
                backward(ctx, grad_outputs);
        }
    }
}
