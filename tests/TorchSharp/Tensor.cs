using System;
using System.Threading;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor: a handle of its own to libtorch's, registered with the dispose scope of the thread that made it, let go
    /// of by <see cref="Dispose()"/> or by the finaliser.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        internal IntPtr handle;
        private static long totalCount;
        private static long peakCount;

        internal Tensor(IntPtr handle, bool register = true)
        {
            this.handle = handle;
            peakCount = Math.Max(Interlocked.Increment(ref totalCount), peakCount);
            if (register)
                OwningDisposeScope = DisposeScopeManager.ThreadSingleton.RegisterOnCurrentDisposeScope(this);
        }

        ~Tensor() => Dispose(false);

        internal DisposeScope? OwningDisposeScope { get; set; }

        public static long TotalCount => totalCount;
        public static long PeakCount => peakCount;

        /// <summary>Takes over a handle, which is from then on the new tensor's to dispose.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public string? name { get; set; }

        public bool IsInvalid => handle == IntPtr.Zero;

        /// <exception cref="InvalidOperationException">The tensor is disposed.</exception>
        public IntPtr Handle =>
            handle != IntPtr.Zero ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == IntPtr.Zero)
                return;
            DisposeScopeManager.ThreadSingleton.DisposingOnCurrentScope(this);
            OwningDisposeScope?.MarkAsDisposed(this);
            Interlocked.Decrement(ref totalCount);
            Native.shim_tensor_dispose(handle);
            handle = IntPtr.Zero;
        }

        /// <summary>Gives the handle away; the tensor is then invalid.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var result = Handle;
            Interlocked.Decrement(ref totalCount);
            handle = IntPtr.Zero;
            return result;
        }

        internal IntPtr MoveHandle()
        {
            var result = handle;
            handle = IntPtr.Zero;
            return result;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null && other is not null)
                other.Attach(this);
            else
                OwningDisposeScope?.MoveToOther(other, this);
            return this;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        /// <summary>Whether the two are equal in shape and in every element.</summary>
        public bool Equals(Tensor target) =>
            target is not null && Operators.CallNumber("equal", this, target) != 0;

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        /// <summary>Shape, type and device, as TorchSharp's default style of metadata has them.</summary>
        public override string ToString() =>
            IsInvalid ? "[invalid]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";
    }
}
