namespace LossDsl.Runtime;

/// <summary>Reading and writing the first lanes of a vector where the hardware has no masked moves.</summary>
internal static unsafe class Partial
{
    // The longest vector.
    private const int Longest = 16;

    /// <summary>The first <paramref name="count"/> floats, and 0 in the other lanes.</summary>
    public static V Load<V>(float* source, int count)
        where V : struct, ISimd<V>
    {
        var copy = stackalloc float[Longest];
        for (var k = 0; k < V.Lanes; k++)
            copy[k] = k < count ? source[k] : 0;
        return V.Load(copy);
    }

    /// <summary>Writes the first <paramref name="count"/> lanes.</summary>
    public static void Store<V>(float* target, int count, V value)
        where V : struct, ISimd<V>
    {
        var copy = stackalloc float[Longest];
        V.Store(copy, value);
        for (var k = 0; k < count; k++)
            target[k] = copy[k];
    }
}
