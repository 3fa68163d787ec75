using System;
using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp.Modules
{
    /// <summary>x Wᵀ + b, with W (out,in) and b (out).</summary>
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        [ComponentName(Name = nameof(weight))]
        private Parameter ownWeight;

        [ComponentName(Name = nameof(bias))]
        private Parameter? ownBias;

        internal Linear(Parameter weight, Parameter? bias)
            : base(nameof(Linear))
        {
            out_features = weight.shape[0];
            in_features = weight.shape[1];
            this.weight = weight;
            if (bias is not null)
                this.bias = bias;
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight
        {
            get => ownWeight;
            [MemberNotNull(nameof(ownWeight))]
            set
            {
                if (value.Handle != ownWeight?.Handle)
                    ownWeight?.Dispose();
                ownWeight = value;
                value.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(weight), value);
            }
        }

        public Parameter? bias
        {
            get => ownBias;
            set
            {
                ownBias?.Dispose();
                ownBias = value;
                value?.DetachFromDisposeScope();
                ConditionallyRegisterParameter(nameof(bias), value);
            }
        }

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, ownWeight, ownBias);

        protected internal override torch.nn.Module _to(torch.Device device, torch.ScalarType dtype, bool non_blocking) =>
            Moved(device, dtype);

        protected internal override torch.nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
            Moved(new torch.Device(deviceType, deviceIndex), null);

        protected internal override torch.nn.Module _to(torch.ScalarType dtype, bool non_blocking) => Moved(null, dtype);

        protected override void Dispose(bool disposing)
        {
            if (!disposing)
                return;
            ownWeight.Dispose();
            ownBias?.Dispose();
        }

        private Linear Moved(torch.Device? device, torch.ScalarType? dtype)
        {
            if (ReplaceParameter(dtype, device, ownWeight, out var movedWeight))
                weight = movedWeight!;
            if (ownBias is not null && ReplaceParameter(dtype, device, ownBias, out var movedBias))
                bias = movedBias!;
            return this;
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Linear Linear(Parameter weight, Parameter? bias = null) => new(weight, bias);

            /// <summary>Weight and bias uniform within ±1/√inputSize, as Kaiming's rule with a = √5 has it.</summary>
            public static Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null)
            {
                Parameter Uniform(params long[] shape)
                {
                    var bound = 1 / Math.Sqrt(inputSize);
                    var values = empty(shape, dtype, device);
                    return new(Operators.InPlace("uniform_", values, -bound, bound, Argument.None));
                }

                return new(Uniform(outputSize, inputSize), hasBias ? Uniform(outputSize) : null);
            }
        }
    }
}
