using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One module after another. What comes between them is disposed of as soon as it is used.</summary>
    public class Sequential : nn.Module<Tensor, Tensor>
    {
        private readonly List<(string Name, nn.IModule<Tensor, Tensor> Module)> steps = [];

        protected Sequential(params nn.Module<Tensor, Tensor>[] modules)
            : base(nameof(Sequential))
        {
            foreach (var module in modules)
                append(module);
        }

        internal Sequential(IEnumerable<(string, nn.Module<Tensor, Tensor>)> modules)
            : base(nameof(Sequential))
        {
            foreach (var (name, module) in modules)
                append(name, module);
        }

        public int Count => steps.Count;

        [IndexerName("SequentialItems")]
        public nn.IModule<Tensor, Tensor> this[int index] => steps[index].Module;

        public Sequential append(nn.IModule<Tensor, Tensor> module) => append(steps.Count.ToString(), module);

        public Sequential append(string name, nn.IModule<Tensor, Tensor> module)
        {
            steps.Add((name, module));
            return this;
        }

        public override Tensor forward(Tensor tensor)
        {
            if (steps.Count == 0)
                return tensor.alias();
            var result = steps[0].Module.call(tensor);
            foreach (var (_, module) in steps.Skip(1))
                using (var before = result)
                    result = module.call(before);
            return result;
        }

        public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
        {
            var seen = new HashSet<IntPtr> { IntPtr.Zero };
            foreach (var (prefix, module) in recurse ? named_children() : [])
                foreach (var (name, parameter) in module.named_parameters())
                    if (seen.Add(parameter.handle))
                        yield return ($"{prefix}.{name}", parameter);
        }

        public override IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_persistent = true)
        {
            var seen = new HashSet<IntPtr> { IntPtr.Zero };
            foreach (var (prefix, module) in recurse ? named_children() : [])
                foreach (var (name, buffer) in module.named_buffers(true, include_persistent))
                    if (seen.Add(buffer.handle))
                        yield return ($"{prefix}.{name}", buffer);
        }

        public override IEnumerable<(string name, nn.Module module)> named_children() =>
            steps.Select(step => (step.Name, (nn.Module)step.Module));

        public override IEnumerable<(string name, nn.Module module)> named_modules() =>
            named_children().Concat(
                from child in named_children()
                from pair in child.module.named_modules()
                select ($"{child.name}.{pair.name}", pair.module));

        public override nn.Module apply(Action<nn.Module> fn)
        {
            foreach (var (_, module) in named_children())
                module.apply(fn);
            fn(this);
            return this;
        }

        public override void train(bool on = true) => base.train(on);

        public override void eval() => base.eval();

        protected internal override nn.Module _to(ScalarType dtype, bool non_blocking)
        {
            foreach (var (_, module) in named_children())
                module._to(dtype, non_blocking);
            return this;
        }

        protected internal override nn.Module _to(Device device, ScalarType dtype, bool non_blocking)
        {
            foreach (var (_, module) in named_children())
                module._to(device, dtype, non_blocking);
            return this;
        }

        protected internal override nn.Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
        {
            foreach (var (_, module) in named_children())
                module._to(deviceType, deviceIndex, non_blocking);
            return this;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                foreach (var (_, module) in named_children())
                    module.Dispose();
            base.Dispose(disposing);
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Sequential Sequential() => new([]);

            public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
                Sequential(modules.AsEnumerable());

            public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules);

            public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
                new(modules.Select((module, i) => (i.ToString(), module)));

            public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules);
        }
    }
}
