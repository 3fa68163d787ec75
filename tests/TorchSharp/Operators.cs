using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Calls operators of ATen by the name that its schema has: "name" or "name.overload", without "aten::".</summary>
internal static unsafe class Operators
{
    private static readonly ConcurrentDictionary<string, IntPtr> Handles = new();

    /// <summary>The operator's only result, a tensor.</summary>
    public static Tensor Call(string name, params ReadOnlySpan<Argument> arguments)
    {
        Run(name, arguments, false, 1, out var results);
        return new Tensor((IntPtr)results[0].Bits);
    }

    /// <summary>An operator in place: its first argument is its result, and comes back as the object that it is.</summary>
    public static Tensor InPlace(string name, params ReadOnlySpan<Argument> arguments)
    {
        Run(name, arguments, true, 0, out _);
        return (Tensor)arguments[0].Object!;
    }

    /// <summary>All tensors of the result, a list laid out flat.</summary>
    public static Tensor[] CallMany(string name, params ReadOnlySpan<Argument> arguments)
    {
        var count = Run(name, arguments, false, -1, out var results);
        var handles = new IntPtr[count];
        for (var i = 0; i < count; i++)
            handles[i] = (IntPtr)results[i].Bits;
        return handles.Select(handle => new Tensor(handle)).ToArray();
    }

    /// <summary>Two tensors.</summary>
    public static (Tensor, Tensor) CallPair(string name, params ReadOnlySpan<Argument> arguments) =>
        CallMany(name, arguments) is [var first, var second] ? (first, second) : throw new InvalidOperationException(name);

    /// <summary>A scalar of any kind.</summary>
    public static Scalar CallScalar(string name, params ReadOnlySpan<Argument> arguments)
    {
        Run(name, arguments, false, 1, out var results);
        return Scalar.From(results[0]);
    }

    /// <summary>A number, not a tensor: bool or int as they are.</summary>
    public static long CallNumber(string name, params ReadOnlySpan<Argument> arguments)
    {
        Run(name, arguments, false, 1, out var results);
        return results[0].Bits;
    }

    /// <summary>How operators spell a rounding mode.</summary>
    public static string? Text(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();

    /// <summary>The result, or the tensor that it was asked to go into.</summary>
    public static Tensor Into(Tensor result, Tensor? target)
    {
        if (target is null)
            return result;
        using (result)
            return InPlace("copy_", InPlace("resize_", target, result.shape, Argument.None), result, false);
    }

    public static (Tensor, Tensor, Tensor) Three(Tensor[] tensors) => (tensors[0], tensors[1], tensors[2]);

    private static long Run(
        string name, ReadOnlySpan<Argument> arguments, bool discard, int expected, out NativeValue* results)
    {
        // Text and lists of handles have no address of their own; numbers do once the arrays are pinned.
        var handles = stackalloc GCHandle[arguments.Length];
        var pinned = 0;
        var values = stackalloc NativeValue[arguments.Length];
        try
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                ref readonly var argument = ref arguments[i];
                values[i] = new() { Kind = argument.Kind, Bits = argument.Bits };
                if (argument.Kind == Kind.Device)
                    values[i].Length = ((Device)argument.Object!).index;
                else if (argument.Kind is >= Kind.IntList and not Kind.Generator)
                {
                    var array = Pinnable(argument);
                    handles[pinned++] = GCHandle.Alloc(array, GCHandleType.Pinned);
                    values[i].Bits = handles[pinned - 1].AddrOfPinnedObject();
                    values[i].Length = array.Length;
                }
            }

            NativeValue* found;
            var count = Native.shim_call(Handle(name), values, arguments.Length, discard ? 1 : 0, &found);
            if (count < 0)
                throw Native.Failure();
            if (expected >= 0 && count != expected)
                throw new InvalidOperationException($"{name} returned {count} values, not {expected}");
            results = found;
            return count;
        }
        finally
        {
            for (var i = 0; i < pinned; i++)
                handles[i].Free();
            foreach (var argument in arguments)
                GC.KeepAlive(argument.Object);
        }
    }

    private static Array Pinnable(in Argument argument) => argument.Object switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        Tensor?[] tensors => Array.ConvertAll(tensors, tensor => tensor?.Handle ?? IntPtr.Zero),
        Array numbers => numbers,
        _ => throw new InvalidOperationException(argument.Kind.ToString()),
    };

    private static IntPtr Handle(string name) =>
        Handles.TryGetValue(name, out var handle) ? handle : Handles.GetOrAdd(name, Find);

    private static IntPtr Find(string name)
    {
        var dot = name.IndexOf('.');
        var operation = Encoding.UTF8.GetBytes("aten::" + (dot < 0 ? name : name[..dot]) + "\0");
        var overload = Encoding.UTF8.GetBytes((dot < 0 ? "" : name[(dot + 1)..]) + "\0");
        fixed (byte* first = operation)
        fixed (byte* second = overload)
        {
            var handle = Native.shim_operator(first, second);
            return handle != IntPtr.Zero ? handle : throw Native.Failure();
        }
    }
}
