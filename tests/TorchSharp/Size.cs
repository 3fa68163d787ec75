using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape.</summary>
    public struct Size : IEnumerable<long>
    {
        public Size(long[] shape) => Shape = (long[])shape.Clone();

        public Size(IEnumerable<long> shape) => Shape = [.. shape];

        public Size(long size) => Shape = [size];

        public Size((long, long) size) => Shape = [size.Item1, size.Item2];

        public long[] Shape { get; }

        public int Length => Shape.Length;

        public long this[int idx] => Shape[idx];

        public static implicit operator Size(long size) => new(size);
        public static implicit operator Size(long[] size) => new(size);
        public static implicit operator Size((long, long) size) => new(size);

        public long numel() => Shape.TotalSize();

        public IEnumerator<long> GetEnumerator() => Shape.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
