using System;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>An index of one dimension: a number, a slice, a tensor, a new dimension, or the rest.</summary>
    public struct TensorIndex
    {
        internal enum IndexKind { None, Single, Null, Ellipsis, Bool, Tensor, Slice }

        internal IndexKind kind;
        internal long? first;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        public static TensorIndex Ellipsis = new() { kind = IndexKind.Ellipsis };
        public static TensorIndex None = new() { kind = IndexKind.None };
        public static TensorIndex Null = new() { kind = IndexKind.Null };
        public static TensorIndex Colon = Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { kind = IndexKind.Slice, first = start, stop = stop, step = step };

        public static TensorIndex Slice((int? start, int? end) range) => Slice(range.start, range.end);

        public static TensorIndex Slice(Range range) =>
            Slice(Number(range.Start), range.End is { IsFromEnd: true, Value: 0 } ? null : Number(range.End));

        public static TensorIndex Bool(bool value) => new() { kind = IndexKind.Bool, first = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { kind = IndexKind.Single, first = index };

        public static TensorIndex Tensor(Tensor tensor) => new() { kind = IndexKind.Tensor, tensor = tensor };

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Index index) => Single(Number(index));
        public static implicit operator TensorIndex(Range range) => Slice(range);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        /// <summary>Only there so that overloads resolve; never called.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        private static long Number(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
