#nullable disable annotations
using System;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What forward leaves for backward. It ends with the graph's node, not with the first backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Node node;
            private readonly Dictionary<string, object> data = [];
            private List<Tensor> toSave = [];
            private List<SavedVariable> saved = [];

            internal AutogradContext(Node node) => this.node = node;

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> Dirty { get; private set; } = [];

            internal List<Tensor> Constant { get; private set; } = [];

            public void save_for_backward(List<Tensor> tensors) => toSave = tensors;

            /// <summary>The saved tensors, each a new wrapper; null where null was saved.</summary>
            /// <exception cref="System.Runtime.InteropServices.ExternalException">One was changed in place since.</exception>
            public List<Tensor> get_saved_variables() => saved.Select(variable => variable?.Unpack(node)).ToList();

            public void save_data(string key, object value)
            {
                if (value is Tensor)
                    Console.WriteLine("A tensor was given to save_data(): store tensors by save_for_backward().");
                data[key] = value;
            }

            public object get_data(string key) => data.GetValueOrDefault(key);

            public void mark_dirty(List<Tensor> tensors) => Dirty = [.. tensors];

            public void mark_non_differentiable(List<Tensor> tensors) => Constant = [.. tensors];

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            internal void SaveVariables() =>
                saved = [.. toSave.Select(tensor => tensor is null || tensor.IsInvalid ? null : new SavedVariable(node, tensor))];

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing)
                    return;
                foreach (var variable in saved)
                    variable?.Dispose();
                saved = [];
            }
        }

        /// <summary>A tensor and the version that it had.</summary>
        internal sealed unsafe class SavedVariable : IDisposable
        {
            private IntPtr handle;

            public SavedVariable(Node node, Tensor tensor)
            {
                handle = Native.shim_saved_new(node.Handle, tensor.Handle);
                Native.Check(handle != IntPtr.Zero);
                GC.KeepAlive(tensor);
            }

            ~SavedVariable() => Dispose();

            public Tensor Unpack(Node node)
            {
                IntPtr result;
                Native.Check(Native.shim_saved_unpack(handle, node.Handle, &result));
                return new Tensor(result);
            }

            public void Dispose()
            {
                if (handle != IntPtr.Zero)
                    Native.shim_saved_delete(handle);
                handle = IntPtr.Zero;
                GC.SuppressFinalize(this);
            }
        }
    }
}
