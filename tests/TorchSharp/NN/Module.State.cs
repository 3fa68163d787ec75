using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>
        /// What a module holds, by name. As in TorchSharp, a buffer that is not persistent is in no list at all, so it
        /// is neither moved, nor saved, nor disposed of; and a module is not among its own modules.
        /// </summary>
        public partial class Module
        {
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (name, (buffer, persistent)) in _internal_buffers)
                    if (persistent && seen.Add(buffer.handle))
                        yield return (name, buffer);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _internal_submodules)
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer.handle))
                            yield return ($"{prefix}.{name}", buffer);
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach (var (name, parameter) in _internal_params)
                    if (seen.Add(parameter.handle))
                        yield return (name, parameter);
                if (!recurse)
                    yield break;
                foreach (var (prefix, module) in _internal_submodules)
                    foreach (var (name, parameter) in module.named_parameters())
                        if (seen.Add(parameter.handle))
                            yield return ($"{prefix}.{name}", parameter);
            }

            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in _internal_submodules)
                    yield return child;
                foreach (var (prefix, child) in _internal_submodules)
                    foreach (var (name, module) in child.named_modules())
                        yield return ($"{prefix}.{name}", module);
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(pair => pair.buffer);

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(pair => pair.parameter);

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module);

            public virtual IEnumerable<Module> children() => named_children().Select(pair => pair.module);

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual Tensor? get_buffer(string target) =>
                _internal_buffers.TryGetValue(target, out var own) ? own.Item1
                    : Below(target, (module, rest) => module.get_buffer(rest));

            public virtual Parameter? get_parameter(string target) =>
                _internal_params.TryGetValue(target, out var own) ? own
                    : Below(target, (module, rest) => module.get_parameter(rest));

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                string Key(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";

                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                    destination.TryAdd(Key(name), parameter);
                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                    destination.TryAdd(Key(name), buffer);
                foreach (var (name, module) in _internal_submodules)
                    module.state_dict(destination, Key(name));
                return destination;
            }

            /// <summary>Copies into parameters and buffers of the same name.</summary>
            /// <exception cref="InvalidOperationException">Strict, and a name is missing or unexpected.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var unexpected = source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                using (no_grad())
                    foreach (var (key, value) in source)
                        if (!skip.Contains(key) && destination.TryGetValue(key, out var target))
                            target.copy_(value);
                return (missing, unexpected);
            }

            private T? Below<T>(string target, Func<Module, string, T?> find) where T : class
            {
                var point = target.IndexOf('.');
                return point < 0
                    ? null
                    : named_children().Where(child => child.name == target[..point])
                        .Select(child => find(child.module, target[(point + 1)..])).FirstOrDefault(found => found is not null);
            }
        }
    }
}
