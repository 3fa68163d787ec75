using System;
using System.Linq;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Moving a module to another type or device: new tensors under the old names, in registry, property or field.</summary>
        public partial class Module
        {
            protected DeviceType _deviceType = DeviceType.CPU;
            protected int _deviceIndex = -1;

            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType == DeviceType.CUDA)
                    throw new InvalidOperationException("CUDA is not available.");
                if (deviceType != _deviceType || _deviceIndex != -1)
                    _toEpilog(deviceType, -1, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckType(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                if (dtype is null && device is null)
                    throw new ArgumentNullException($"{nameof(dtype)} and {nameof(device)} are both null,");
                foreach (var (_, child) in named_children())
                    _ = device is null ? child._to(dtype!.Value, non_blocking)
                        : dtype is null ? child._to(device.type, device.index, non_blocking)
                        : child._to(device, dtype.Value, non_blocking);

                foreach (var (name, parameter) in named_parameters(false).ToList())
                    if (ReplaceParameter(dtype, device, parameter, out var moved) && !SetProperty(name, moved))
                    {
                        parameter.Dispose();
                        ConditionallyRegisterParameter(name, moved);
                        SetField(name, moved);
                    }
                foreach (var (name, buffer) in named_buffers(false).ToList())
                    if (ReplaceBuffer(dtype, device, buffer, out var moved) && !SetProperty(name, moved))
                    {
                        ConditionallyRegisterBuffer(name, moved);
                        SetField(name, moved);
                    }

                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            /// <summary>Integers keep their type. The buffer is disposed of where there is a new one.</summary>
            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                if (!WillCopy(buffer, dtype, device))
                    return false;
                var type = buffer.is_floating_point() || buffer.is_complex() ? dtype ?? buffer.dtype : buffer.dtype;
                result = buffer.to(type, device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            /// <summary>The gradient moves along; the new parameter is a leaf, and in no dispose scope.</summary>
            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, out Parameter? p)
            {
                p = null;
                var gradient = param.grad;
                var stays = gradient is null || !WillCopy(gradient, dtype ?? param.dtype, device ?? param.device);
                if (stays && !WillCopy(param, dtype, device))
                    return false;
                var type = param.is_floating_point() || param.is_complex() ? dtype ?? param.dtype : param.dtype;
                using (no_grad())
                {
                    p = new Parameter(param.to(type, device ?? param.device), param.requires_grad);
                    p.DetachFromDisposeScope();
                    if (gradient is null)
                        return true;
                    using var moved = gradient.to(type, device ?? param.device).with_requires_grad(gradient.requires_grad);
                    p.grad = moved;
                }
                return true;
            }

            private static bool WillCopy(Tensor tensor, ScalarType? dtype, Device? device) =>
                (dtype ?? tensor.dtype) != tensor.dtype || (device?.type ?? tensor.device_type) != tensor.device_type;

            private static void CheckType(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException(
                        $"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            private bool SetProperty(string name, Tensor? value)
            {
                var property = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .FirstOrDefault(property => property.Name == name);
                property?.SetValue(this, value);
                return property is not null;
            }

            private void SetField(string name, Tensor? value)
            {
                if (FieldsByName(GetType()).TryGetValue(name, out var field))
                    field.SetValue(this, value);
            }
        }
    }
}
