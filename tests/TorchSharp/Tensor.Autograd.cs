using System;
using System.Collections.Generic;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a tensor has to do with gradients.</summary>
    public unsafe partial class Tensor
    {
        public bool is_leaf => Ask(&Native.shim_tensor_is_leaf) != 0;

        public bool requires_grad
        {
            get => Ask(&Native.shim_tensor_requires_grad) != 0;
            set
            {
                Native.Check(Native.shim_tensor_set_requires_grad(Handle, value));
                GC.KeepAlive(this);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad() => Native.Check(Native.shim_tensor_retain_grad(Handle));

        /// <summary>The gradient, a new wrapper each time; null where there is none.</summary>
        public Tensor? grad
        {
            get
            {
                IntPtr gradient;
                Native.Check(Native.shim_tensor_grad(Handle, &gradient));
                GC.KeepAlive(this);
                return gradient == IntPtr.Zero ? null : new Tensor(gradient);
            }
            set
            {
                Native.Check(Native.shim_tensor_set_grad(Handle, value?.Handle ?? IntPtr.Zero));
                GC.KeepAlive(value);
                GC.KeepAlive(this);
            }
        }

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Operators.Call("detach", this);
        public Tensor detach_() => Operators.InPlace("detach_", this);
    }
}
