using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Seeds the default generator, and gives it.</summary>
    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    /// <summary>The default generator.</summary>
    public static partial class random
    {
        public static Generator manual_seed(long seed)
        {
            Native.Check(Native.shim_manual_seed(seed));
            return Generator.Default;
        }

        public static long initial_seed() => Generator.Default.initial_seed();
    }

    /// <summary>A source of random numbers on the CPU.</summary>
    public class Generator : IDisposable
    {
        private Generator(IntPtr handle) => Handle = handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            if (device is { type: not DeviceType.CPU })
                throw new NotSupportedException($"a generator on {device}");
            Handle = Native.shim_generator_new((long)seed);
        }

        ~Generator() => Dispose(false);

        /// <summary>The default generator, a new wrapper each time.</summary>
        public static Generator Default => new(Native.shim_generator_default());

        public IntPtr Handle { get; private set; }

        public Device device => CPU;

        public Generator manual_seed(long seed)
        {
            Native.shim_generator_seed(Handle, seed);
            return this;
        }

        public long initial_seed() => Native.shim_generator_initial_seed(Handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (Handle != IntPtr.Zero)
                Native.shim_generator_delete(Handle);
            Handle = IntPtr.Zero;
        }
    }
}
