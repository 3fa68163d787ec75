using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>Whether graphs are recorded on this thread.</summary>
    public static bool is_grad_enabled() => Native.shim_grad_mode();

    public static IDisposable no_grad() => new GradMode(false);
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);
    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    /// <summary>Sets the mode at once; the earlier one comes back on disposal.</summary>
    private sealed class GradMode : IDisposable
    {
        private readonly bool before = Native.shim_grad_mode();

        public GradMode(bool enabled) => Native.shim_set_grad_mode(enabled);

        public void Dispose() => Native.shim_set_grad_mode(before);
    }

    /// <summary>Runs graphs, and functions with a backward of one's own.</summary>
    public static partial class autograd
    {
        /// <summary>Gradients of the outputs with respect to the inputs, null (with allow_unused) where one is not reached.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            IntPtr[] first = Handles(outputs), second = Handles(inputs), weights = Handles(grad_outputs);
            var results = new IntPtr[inputs.Count];
            fixed (IntPtr* o = first)
            fixed (IntPtr* i = second)
            fixed (IntPtr* w = weights)
            fixed (IntPtr* into = results)
                Native.Check(Native.shim_autograd_grad(
                    o, first.Length, w, weights.Length, i, second.Length, retain_graph, create_graph, allow_unused, into));
            KeepAlive(outputs, inputs, grad_outputs);
            return results.Select(handle => new Tensor(handle)).ToList();
        }

        /// <summary>Adds gradients to the leaves, or to the inputs alone where they are given.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            IntPtr[] first = Handles(tensors), weights = Handles(grad_tensors), leaves = Handles(inputs);
            fixed (IntPtr* t = first)
            fixed (IntPtr* w = weights)
            fixed (IntPtr* i = leaves)
                Native.Check(Native.shim_autograd_backward(
                    t, first.Length, w, weights.Length, i, leaves.Length, retain_graph ?? create_graph, create_graph));
            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        internal static IntPtr[] Handles(IEnumerable<Tensor?>? tensors) =>
            tensors?.Select(tensor => tensor?.Handle ?? IntPtr.Zero).ToArray() ?? [];

        private static void KeepAlive(params IEnumerable<Tensor>?[] lists)
        {
            foreach (var list in lists)
                foreach (var tensor in list ?? [])
                    GC.KeepAlive(tensor);
        }
    }
}
