using System;
using static TorchSharp.Operators;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Sums, extremes, orders and products of matrices.</summary>
    public partial class Tensor
    {
        public Tensor all() => Call("all", this);
        public Tensor all(long dim, bool keepdim = false) => Call("all.dim", this, dim, keepdim);
        public Tensor any() => Call("any", this);
        public Tensor any(long dim, bool keepdim = false) => Call("any.dim", this, dim, keepdim);
        public Tensor amax(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            Into(Call("amax", this, dims, keepdim), @out);

        public Tensor amax(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            amax(dims.ToArray(), keepdim, @out);

        public Tensor amin(long[] dims, bool keepdim = false, Tensor? @out = null) =>
            Into(Call("amin", this, dims, keepdim), @out);

        public Tensor amin(ReadOnlySpan<long> dims, bool keepdim = false, Tensor? @out = null) =>
            amin(dims.ToArray(), keepdim, @out);

        public Tensor amax(params long[] dims) => amax(dims, false);
        public Tensor amin(params long[] dims) => amin(dims, false);

        public Tensor argmax() => Call("argmax", this, Argument.None, false);
        public Tensor argmax(long dim, bool keepdim = false) => Call("argmax", this, dim, keepdim);
        public Tensor argmin() => Call("argmin", this, Argument.None, false);
        public Tensor argmin(long dim, bool keepdim = false) => Call("argmin", this, dim, keepdim);
        public Tensor argsort(long dim = -1, bool descending = false) => Call("argsort", this, dim, descending);
        public Tensor count_nonzero(long[]? dims = null) =>
            dims is null ? Call("count_nonzero", this, Argument.None) : Call("count_nonzero.dim_IntList", this, dims);

        public Tensor cumsum(long dim, ScalarType? type = null) => Call("cumsum", this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Call("cumprod", this, dim, type);
        public Tensor dot(Tensor target) => Call("dot", this, target);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Call("log_softmax.int", this, dim, dtype);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Call("softmax.int", this, dim, dtype);
        public Tensor logsumexp(long dim, bool keepdim = false) => Call("logsumexp", this, new[] { dim }, keepdim);
        public Tensor logcumsumexp(long dim) => Call("logcumsumexp", this, dim);
        public (Tensor, Tensor) max(long dim, bool keepdim = false) => CallPair("max.dim", this, dim, keepdim);
        public Tensor max() => Call("max", this);
        public Tensor max(Tensor other) => Call("max.other", this, other);
        public (Tensor, Tensor) min(long dim, bool keepdim = false) => CallPair("min.dim", this, dim, keepdim);
        public Tensor min() => Call("min", this);
        public Tensor min(Tensor other) => Call("min.other", this, other);
        public Tensor mean() => Call("mean", this, Argument.None);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            Call("mean.dim", this, dimensions, keepdim, type);

        public Tensor norm(int dim, bool keepdim = false, float p = 2f) =>
            Call("norm.ScalarOpt_dim", this, p, new long[] { dim }, keepdim);

        public Tensor norm(float p = 2f) => Call("norm.Scalar", this, p);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) =>
            Call("prod.dim_int", this, dim, keepdim, type);

        public Tensor prod(ScalarType? type = null) => Call("prod", this, type);
        public (Tensor, Tensor) sort(long dim = -1, bool descending = false, bool stable = false) =>
            CallPair("sort.stable", this, stable, dim, descending);

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Call("sum.dim_IntList", this, new[] { dim }, keepdim, type);

        public Tensor sum(long dim0, long dim1, bool keepdim = false, ScalarType? type = null) =>
            Call("sum.dim_IntList", this, new[] { dim0, dim1 }, keepdim, type);

        public Tensor sum(long dim0, long dim1, long dim2, bool keepdim = false, ScalarType? type = null) =>
            Call("sum.dim_IntList", this, new[] { dim0, dim1, dim2 }, keepdim, type);

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            Call("sum.dim_IntList", this, dim, keepdim, type);

        public Tensor sum(ScalarType? type = null) => Call("sum", this, type);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            Call("sum.dim_IntList", this, dim.ToArray(), keepdim, type);

        public (Tensor, Tensor) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            CallPair("topk", this, k, dim, largest, sorted);

        public Tensor matmul(Tensor target) => Call("matmul", this, target);
        public Tensor mm(Tensor target) => Call("mm", this, target);
        public Tensor mv(Tensor target) => Call("mv", this, target);
        public Tensor bmm(Tensor batch2) => Call("bmm", this, batch2);
        public Tensor outer(Tensor vec2) => Call("outer", this, vec2);
        public Tensor bincount(Tensor? weights, long minlength = 0) => Call("bincount", this, weights, minlength);
        public (
            Tensor, Tensor, Tensor) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false,
            int? dim = null) =>
            Three(dim is { } d ? CallMany("unique_dim", this, d, sorted, return_inverse, return_counts)
                : CallMany("_unique2", this, sorted, return_inverse, return_counts));
    }
}
