using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;

namespace TorchSharp.Utils;

/// <summary>A dictionary that keeps the order in which keys were added.</summary>
public class OrderedDict<TKey, TValue> : IEnumerable<(TKey, TValue)> where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> values = [];
    private readonly List<TKey> order = [];

    public int Count => order.Count;

    public TValue this[TKey key]
    {
        get => values[key];
        set
        {
            if (!TryAdd(key, value))
                values[key] = value;
        }
    }

    public void Add(TKey key, TValue value)
    {
        values.Add(key, value);
        order.Add(key);
    }

    public bool ContainsKey(TKey key) => values.ContainsKey(key);

    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => values.TryGetValue(key, out value);

    public bool Remove(TKey key) => values.Remove(key) && order.Remove(key);

    public void Clear()
    {
        values.Clear();
        order.Clear();
    }

    public IEnumerator<(TKey, TValue)> GetEnumerator() => order.Select(key => (key, values[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool TryAdd(TKey key, TValue value)
    {
        if (!values.TryAdd(key, value))
            return false;
        order.Add(key);
        return true;
    }
}
