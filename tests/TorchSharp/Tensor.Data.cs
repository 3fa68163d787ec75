using System;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor's memory, and its conversion to other types and devices.</summary>
    public unsafe partial class Tensor
    {
        /// <summary>The elements as bytes, no copy: CPU, contiguous, and at most int.MaxValue of them.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous, or not on the CPU.</exception>
        /// <exception cref="ArgumentException">There are more bytes than that, or, to set them, another number of bytes.</exception>
        public Span<byte> bytes
        {
            get
            {
                var length = Bytes();
                return new(Address(), length);
            }
            set
            {
                var length = Bytes();
                if (value.Length != length)
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                value.CopyTo(new(Address(), length));
                GC.KeepAlive(this);
            }
        }

        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            ValidateType(typeof(T));
            return new(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <exception cref="ArgumentException">There is not exactly one element, or it is not a T.</exception>
        public T item<T>() where T : unmanaged =>
            NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar() => Operators.CallScalar("item", this);

        public Tensor fill_(Scalar value) => Operators.InPlace("fill_.Scalar", this, value);
        public Tensor zero_() => Operators.InPlace("zero_", this);

        public Tensor copy_(Tensor source, bool nonBlocking = false) => Operators.InPlace("copy_", this, source, nonBlocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Operators.Call("to.dtype", this, type, non_blocking, copy, Argument.None), disposeAfter);

        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        public Tensor to(
            DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, new Device(deviceType, deviceIndex), copy, disposeAfter, non_blocking);

        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(dtype, device, copy, disposeAfter, non_blocking);

        public Tensor to(string device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to(new Device(device), copy, disposeAfter, non_blocking);

        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(Operators.Call("to.device", this, device, type, non_blocking, copy, Argument.None), disposeAfter);

        public Tensor to(Tensor other, bool non_blocking = false) => to(other.dtype, other.device, non_blocking: non_blocking);

        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);
        public Tensor type(ScalarType dtype) => to_type(dtype);
        public Tensor cpu() => to(CPU);
        public Tensor @bool() => to_type(ScalarType.Bool);
        public Tensor @byte() => to_type(ScalarType.Byte);
        public Tensor @short() => to_type(ScalarType.Int16);
        public Tensor @int() => to_type(ScalarType.Int32);
        public Tensor @long() => to_type(ScalarType.Int64);
        public Tensor half() => to_type(ScalarType.Float16);
        public Tensor bfloat16() => to_type(ScalarType.BFloat16);
        public Tensor @float() => to_type(ScalarType.Float32);
        public Tensor @double() => to_type(ScalarType.Float64);

        /// <summary>The address of the first element.</summary>
        internal void* Address()
        {
            void* address;
            Native.Check(Native.shim_tensor_data(Handle, &address));
            GC.KeepAlive(this);
            return address;
        }

        private int Bytes()
        {
            if (!is_contiguous())
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            var length = NumberOfElements * ElementSize;
            if (length > int.MaxValue)
                throw new ArgumentException("Span only supports up to int.MaxValue elements.");
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor first.");
            return (int)length;
        }

        private Tensor Converted(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }

        private void ValidateType(Type type)
        {
            var stored = dtype switch
            {
                ScalarType.Byte => typeof(byte),
                ScalarType.Int8 => typeof(sbyte),
                ScalarType.Int16 => typeof(short),
                ScalarType.Int32 => typeof(int),
                ScalarType.Int64 => typeof(long),
                ScalarType.Bool => typeof(bool),
                ScalarType.Float16 => typeof(Half),
                ScalarType.BFloat16 => typeof(BFloat16),
                ScalarType.Float32 => typeof(float),
                ScalarType.Float64 => typeof(double),
                _ => null,
            };
            if (type != stored)
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
        }
    }
}
