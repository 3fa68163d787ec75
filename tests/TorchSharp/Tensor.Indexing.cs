using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using static TorchSharp.torch.TensorIndex;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Indexing as Python has it. Numbers and slices give views, tensors give copies.</summary>
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => index_put_(value, Singles(indices));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => index(Singles(i1));
            set => index_put_(value, Singles(i1));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(Singles(i1, i2));
            set => index_put_(value, Singles(i1, i2));
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(Singles(i1, i2, i3));
            set => index_put_(value, Singles(i1, i2, i3));
        }

        public Tensor index(params Tensor[] indices) => Operators.Call("index.Tensor", this, Argument.Optional(indices));

        public Tensor index(params TensorIndex[] indices)
        {
            var view = View(indices, out var tensors);
            if (tensors.Count == 0)
                return view;
            using (view)
                return Operators.Call("index.Tensor", view, Argument.Optional([.. tensors]));
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Operators.InPlace("index_put_", this, Argument.Optional(indices), value, accumulate);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            using var view = View(indices, out var tensors);
            if (tensors.Count > 0)
                Operators.InPlace("index_put_", view, Argument.Optional([.. tensors]), value, accumulate);
            else if (accumulate)
                view.add_(value);
            else
                view.copy_(value);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = full([], value, dtype, device);
            return index_put_(filled, indices);
        }

        private static TensorIndex[] Singles(params long[] indices) => Array.ConvertAll(indices, index => Single(index));

        /// <summary>All but the tensors among the indices applied, as a view that is new; the tensors by the view's dimension.</summary>
        private Tensor View(TensorIndex[] indices, out List<Tensor?> tensors)
        {
            tensors = [];
            var view = Operators.Call("alias", this);
            foreach (var index in indices)
                if (index.kind == IndexKind.Ellipsis)
                {
                    var rest = indices.Where(other => other.kind is IndexKind.Single or IndexKind.Slice or IndexKind.Tensor)
                        .Sum(other => other.tensor is { dtype: ScalarType.Bool } mask ? mask.ndim : 1);
                    tensors.AddRange(Enumerable.Repeat<Tensor?>(null, (int)(ndim - rest)));
                }
                else if (index.kind == IndexKind.Tensor)
                    tensors.Add(index.tensor);
                else
                {
                    var position = tensors.Sum(tensor => tensor is { dtype: ScalarType.Bool } ? tensor.ndim : 1);
                    using var before = view;
                    view = index.kind switch
                    {
                        IndexKind.Single => before.select(position, index.first!.Value),
                        IndexKind.Slice => Operators.Call("slice.Tensor", before, position, index.first, index.stop, index.step ?? 1),
                        IndexKind.None or IndexKind.Null => before.unsqueeze(position),
                        _ => throw new NotSupportedException($"an index of kind {index.kind}"),
                    };
                    if (index.kind != IndexKind.Single)
                        tensors.Add(null);
                }
            if (tensors.All(tensor => tensor is null))
                tensors.Clear();
            return view;
        }
    }
}
