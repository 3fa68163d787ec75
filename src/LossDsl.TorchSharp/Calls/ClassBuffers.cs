using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>
/// The buffers of a module that stand for what the constructor of its loss was given, and a loss that agrees with them: the
/// declared one until somebody loads or writes other numbers.
/// </summary>
internal sealed class ClassBuffers(TensorProgram program, Loss declared)
{
    private const string Counts = "class_counts";

    private readonly string[] names = [.. program.ClassInputs, .. program.Matrices];
    private State? state;

    /// <summary>The number of buffers.</summary>
    public int Count => names.Length;

    /// <summary>New tensors with the numbers of the declared loss: (C) and (C,C), counts as integers, the rest in double precision.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Create()
    {
        foreach (var (name, numbers) in program.ClassInputs.Zip(program.ClassInputsOf(declared)))
            yield return (name, name == Counts ? tensor(Array.ConvertAll(numbers, number => (long)number)) : tensor(numbers));
        foreach (var (name, numbers) in program.Matrices.Zip(program.MatricesOf(declared)))
        {
            var side = (long)Math.Round(Math.Sqrt(numbers.Length));
            using var flat = tensor(numbers);
            yield return (name, flat.reshape(side, side));
        }
    }

    /// <summary>The buffers of numbers per class.</summary>
    public Tensor?[] OfClasses(nn.Module module) => Array.ConvertAll(names[..program.ClassInputs.Count], name => module.get_buffer(name));

    /// <summary>The buffers of matrices.</summary>
    public Tensor?[] OfMatrices(nn.Module module) => Array.ConvertAll(names[program.ClassInputs.Count..], name => module.get_buffer(name));

    /// <summary>
    /// The loss with the numbers that the buffers hold now. Those on another device than the CPU are taken by operators as they
    /// are, and not looked at here: that they are where the input is, the call checks.
    /// </summary>
    /// <exception cref="ArgumentException">The constructor of the loss refuses the numbers.</exception>
    public Loss Current(nn.Module module)
    {
        if (names.Length == 0)
            return declared;
        var known = state;
        if (known is not null && Agrees(known, module))
            return known.Loss;
        var bytes = new byte[names.Length][];
        var numbers = new double[names.Length][];
        for (var i = 0; i < names.Length; i++)
        {
            var buffer = module.get_buffer(names[i])!;
            if (buffer.device_type != TorchSharp.DeviceType.CPU)
                return known?.Loss ?? declared;
            using var contiguous = buffer.contiguous();
            using var doubles = contiguous.to_type(ScalarType.Float64);
            bytes[i] = contiguous.bytes.ToArray();
            numbers[i] = MemoryMarshal.Cast<byte, double>(doubles.bytes).ToArray();
        }

        var own = (double[][])[.. program.ClassInputsOf(declared), .. program.MatricesOf(declared)];
        var same = own.Zip(numbers).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        var loss = same ? declared : program.Rebuild(declared, numbers[..program.ClassInputs.Count], numbers[program.ClassInputs.Count..]);
        state = new State(loss, bytes);
        return loss;
    }

    private bool Agrees(State known, nn.Module module)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var buffer = module.get_buffer(names[i])!;
            if (buffer.device_type != TorchSharp.DeviceType.CPU)
                return true;
            if (!buffer.is_contiguous() || !buffer.bytes.SequenceEqual(known.Bytes[i]))
                return false;
        }

        return true;
    }

    private sealed record State(Loss Loss, byte[][] Bytes);
}
