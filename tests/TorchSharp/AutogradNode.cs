#nullable disable annotations
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>
        /// A node of the graph whose backward is managed. The graph's own node holds this one, by a handle of the
        /// collector's.
        /// </summary>
        internal sealed unsafe class Node
        {
            private static long alive;
            private readonly Func<AutogradContext, List<Tensor>, List<Tensor>> backward;
            private readonly string name;
            private readonly Lock gate = new();
            private readonly bool[] isTensor;
            private Tensor[] outputs = [];

            public Node(string name, object[] arguments, Func<AutogradContext, List<Tensor>, List<Tensor>> backward)
            {
                this.name = name;
                this.backward = backward;
                isTensor = [.. arguments.Select(argument => argument is Tensor { IsInvalid: false })];
                Context = new(this);
                Handle = Native.shim_node_new(GCHandle.ToIntPtr(GCHandle.Alloc(this)), &OnBackward, &OnRelease);
                Interlocked.Increment(ref alive);
            }

            /// <summary>Nodes of the process whose graph is not gone.</summary>
            public static long Alive => Interlocked.Read(ref alive);

            public IntPtr Handle { get; private set; }

            public AutogradContext Context { get; }

            public void SetEdges(List<Tensor> inputs, bool isExecutable)
            {
                var handles = Handles(inputs);
                fixed (IntPtr* first = handles)
                    Native.Check(Native.shim_node_set_edges(Handle, first, handles.Length, isExecutable));
            }

            public List<Tensor> WrapOutputs(List<Tensor> inputs, List<Tensor> raw, bool isExecutable)
            {
                IntPtr[] from = Handles(inputs), constant = Handles(Context.Constant), dirty = Handles(Context.Dirty), to = Handles(raw);
                var results = new IntPtr[to.Length];
                fixed (IntPtr* i = from)
                fixed (IntPtr* c = constant)
                fixed (IntPtr* d = dirty)
                fixed (IntPtr* o = to)
                fixed (IntPtr* into = results)
                    Native.Check(Native.shim_node_wrap_outputs(
                        Handle, i, from.Length, c, constant.Length, d, dirty.Length, o, to.Length, isExecutable, into));
                var wrapped = results.Select(handle => new Tensor(handle)).ToList();
                GC.KeepAlive(inputs);
                GC.KeepAlive(raw);
                if (isExecutable)
                    outputs = [.. wrapped.Select(tensor => tensor.IsInvalid ? null : empty_like(tensor))];
                return wrapped;
            }

            /// <summary>Leaves the node to the graph; where there is none, it ends here.</summary>
            public void LeaveToGraph() => Native.shim_node_weaken(Handle);

            /// <summary>An exception that leaves this ends the process, as it does in TorchSharp.</summary>
            [UnmanagedCallersOnly]
            private static void OnBackward(IntPtr owner, IntPtr* gradients, long count, IntPtr* results, long resultCount)
            {
                var node = (Node)GCHandle.FromIntPtr(owner).Target!;
                lock (node.gate)
                    node.Run(new Span<IntPtr>(gradients, (int)count), new Span<IntPtr>(results, (int)resultCount));
            }

            private void Run(Span<IntPtr> gradients, Span<IntPtr> results)
            {
                var inputs = new List<Tensor>(gradients.Length);
                for (var i = 0; i < gradients.Length; i++)
                    inputs.Add(
                        Context.MaterializeGrads && gradients[i] == IntPtr.Zero && outputs[i] is { } output
                            ? zeros_like(output)
                            : new Tensor(gradients[i]));

                var returned = backward(Context, inputs);
                if (returned.Count > isTensor.Length && returned.Skip(isTensor.Length).All(IsNone))
                    returned = returned.GetRange(0, isTensor.Length);
                if (returned.Count != isTensor.Length)
                    throw new NotImplementedException(
                        $"Function {name} returned an incorrect number of gradients (expected {isTensor.Length}), got {returned.Count}");

                var at = 0;
                for (var i = 0; i < isTensor.Length; i++)
                    if (isTensor[i])
                        results[at++] = IsNone(returned[i]) ? IntPtr.Zero : Native.shim_tensor_copy(returned[i].Handle);
                    else if (!IsNone(returned[i]))
                        throw new NotImplementedException(
                            $"Function {name} returned a gradient at position {i + 1}, but the input there was not a Tensor");
                GC.KeepAlive(returned);
            }

            private static bool IsNone(Tensor tensor) => tensor is null || tensor.IsInvalid;

            [UnmanagedCallersOnly]
            private static void OnRelease(IntPtr owner)
            {
                var handle = GCHandle.FromIntPtr(owner);
                var node = (Node)handle.Target!;
                handle.Free();
                Interlocked.Decrement(ref alive);
                node.Context.Dispose();
                foreach (var output in node.outputs)
                    output?.Dispose();
                Native.shim_node_delete(node.Handle);
                node.Handle = IntPtr.Zero;
            }
        }
    }
}
