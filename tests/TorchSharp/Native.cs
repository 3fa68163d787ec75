using System;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>The shim's C functions. Those that can fail return false, null or −1 and keep a message for <see cref="Failure"/>.</summary>
internal static unsafe class Native
{
    private const string Library = "LossDslTorch";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Load);

    [DllImport(Library)] public static extern byte* shim_last_error();
    [DllImport(Library)] public static extern IntPtr shim_operator(byte* name, byte* overload);

    [DllImport(Library)]
    public static extern long shim_call(
        IntPtr op, NativeValue* arguments, long count, long discard, NativeValue** results);


    [DllImport(Library)] public static extern void shim_tensor_dispose(IntPtr tensor);
    [DllImport(Library)] public static extern IntPtr shim_tensor_copy(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_dim(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_numel(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_element_size(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_dtype(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_device_type(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_device_index(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_is_leaf(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_is_sparse(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_requires_grad(IntPtr tensor);
    [DllImport(Library)] public static extern long shim_tensor_is_contiguous(IntPtr tensor);
    [DllImport(Library)] public static extern void shim_tensor_sizes(IntPtr tensor, long* into);
    [DllImport(Library)] public static extern bool shim_tensor_strides(IntPtr tensor, long* into);
    [DllImport(Library)] public static extern bool shim_tensor_storage(IntPtr tensor, long* offset, void** data, long* bytes);
    [DllImport(Library)] public static extern bool shim_tensor_data(IntPtr tensor, void** data);

    [DllImport(Library)]
    public static extern bool shim_tensor_over(
        void* data, long* sizes, long dims, long dtype, IntPtr owner, delegate* unmanaged<IntPtr, void> release, IntPtr* result);

    [DllImport(Library)] public static extern bool shim_tensor_set_requires_grad(IntPtr tensor, bool value);
    [DllImport(Library)] public static extern bool shim_tensor_retain_grad(IntPtr tensor);
    [DllImport(Library)] public static extern bool shim_tensor_grad(IntPtr tensor, IntPtr* gradient);
    [DllImport(Library)] public static extern bool shim_tensor_set_grad(IntPtr tensor, IntPtr gradient);

    [DllImport(Library)]
    public static extern bool shim_autograd_backward(
        IntPtr* tensors, long tensorCount, IntPtr* gradients, long gradientCount, IntPtr* inputs, long inputCount,
        bool retainGraph, bool createGraph);

    [DllImport(Library)]
    public static extern bool shim_autograd_grad(
        IntPtr* outputs, long outputCount, IntPtr* gradients, long gradientCount, IntPtr* inputs, long inputCount,
        bool retainGraph, bool createGraph, bool allowUnused, IntPtr* results);

    [DllImport(Library)] public static extern bool shim_grad_mode();
    [DllImport(Library)] public static extern void shim_set_grad_mode(bool enabled);
    [DllImport(Library)] public static extern long shim_threads();
    [DllImport(Library)] public static extern bool shim_set_threads(long count);
    [DllImport(Library)] public static extern bool shim_manual_seed(long seed);
    [DllImport(Library)] public static extern IntPtr shim_generator_new(long seed);
    [DllImport(Library)] public static extern IntPtr shim_generator_default();
    [DllImport(Library)] public static extern void shim_generator_delete(IntPtr generator);
    [DllImport(Library)] public static extern void shim_generator_seed(IntPtr generator, long seed);
    [DllImport(Library)] public static extern long shim_generator_initial_seed(IntPtr generator);

    [DllImport(Library)]
    public static extern IntPtr shim_node_new(
        IntPtr owner, delegate* unmanaged<IntPtr, IntPtr*, long, IntPtr*, long, void> backward, delegate* unmanaged<IntPtr, void> release);

    [DllImport(Library)] public static extern void shim_node_weaken(IntPtr node);
    [DllImport(Library)] public static extern void shim_node_delete(IntPtr node);
    [DllImport(Library)] public static extern bool shim_node_set_edges(IntPtr node, IntPtr* inputs, long count, bool isExecutable);

    [DllImport(Library)]
    public static extern bool shim_node_wrap_outputs(
        IntPtr node, IntPtr* inputs, long inputCount, IntPtr* constant, long constantCount, IntPtr* dirty, long dirtyCount,
        IntPtr* outputs, long outputCount, bool isExecutable, IntPtr* results);

    [DllImport(Library)] public static extern IntPtr shim_saved_new(IntPtr node, IntPtr tensor);
    [DllImport(Library)] public static extern void shim_saved_delete(IntPtr saved);
    [DllImport(Library)] public static extern bool shim_saved_unpack(IntPtr saved, IntPtr node, IntPtr* result);

    private static IntPtr Load(string name, Assembly assembly, DllImportSearchPath? path)
    {
        try
        {
            return NativeLibrary.Load(name, assembly, path);
        }
        catch (DllNotFoundException e)
        {
            throw new DllNotFoundException("the stand-in for TorchSharp needs its native library: run tests/TorchSharp/prepare.sh, then build again", e);
        }
    }

    /// <summary>What the last failure on this thread said, as TorchSharp reports it.</summary>
    public static ExternalException Failure() => new(Marshal.PtrToStringUTF8((IntPtr)shim_last_error()));

    /// <exception cref="ExternalException">The call failed.</exception>
    public static void Check(bool done)
    {
        if (!done)
            throw Failure();
    }
}
