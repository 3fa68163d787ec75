using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a tensor is: shape, layout, type, device.</summary>
    public unsafe partial class Tensor
    {
        public long Dimensions => Ask(&Native.shim_tensor_dim);
        public long dim() => Dimensions;
        public long ndim => Dimensions;
        public long NumberOfElements => Ask(&Native.shim_tensor_numel);
        public long numel() => NumberOfElements;
        public long ElementSize => Ask(&Native.shim_tensor_element_size);
        public long element_size() => ElementSize;
        public ScalarType dtype => (ScalarType)Ask(&Native.shim_tensor_dtype);
        public DeviceType device_type => (DeviceType)Ask(&Native.shim_tensor_device_type);
        public int device_index => (int)Ask(&Native.shim_tensor_device_index);
        public Device device => new(device_type, device_index);
        public bool is_cuda => device_type == DeviceType.CUDA;
        public bool is_meta => device_type == DeviceType.META;
        public bool is_sparse => Ask(&Native.shim_tensor_is_sparse) != 0;
        public bool is_cpu() => device_type == DeviceType.CPU;
        public bool is_contiguous() => Ask(&Native.shim_tensor_is_contiguous) != 0;
        public bool is_integral() => torch.is_integral(dtype);
        public bool is_floating_point() => torch.is_floating_point(dtype);
        public bool is_complex() => torch.is_complex(dtype);
        public bool is_nonzero() => Operators.CallNumber("is_nonzero", this) != 0;

        /// <summary>Asks libtorch, which must not see the tensor finalised meanwhile.</summary>
        private long Ask(delegate*<IntPtr, long> question)
        {
            var answer = question(Handle);
            GC.KeepAlive(this);
            return answer;
        }

        public long[] shape
        {
            get
            {
                var sizes = new long[Dimensions];
                fixed (long* into = sizes)
                    Native.shim_tensor_sizes(Handle, into);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        public long size(int dim) => Operators.CallNumber("size.int", this, dim);

        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* into = strides)
                Native.Check(Native.shim_tensor_strides(Handle, into));
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => Operators.CallNumber("stride.int", this, dim);

        public long storage_offset()
        {
            long offset, bytes;
            void* data;
            Native.Check(Native.shim_tensor_storage(Handle, &offset, &data, &bytes));
            GC.KeepAlive(this);
            return offset;
        }
    }

    public static bool is_integral(ScalarType type) => type
        is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    public static bool is_floating_point(ScalarType type) => type
        is ScalarType.BFloat16 or ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64;

    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    public static bool is_integral(Tensor t) => is_integral(t.dtype);
    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);
    public static long numel(Tensor input) => input.numel();
}
