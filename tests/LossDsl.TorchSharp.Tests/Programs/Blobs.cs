using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LossDsl.Torch.Tests.Programs;

/// <summary>Points around three centres, which a small network tells apart.</summary>
internal static class Blobs
{
    /// <summary>The number of centres.</summary>
    public const int Classes = 3;

    /// <summary>Points, (N,2), and the centre of each, (N).</summary>
    public static (Tensor Points, Tensor Labels) Draw(int seed, int rows, ScalarType type = ScalarType.Float64)
    {
        using var scope = NewDisposeScope();
        var labels = Tensors.Labels(seed, Classes, rows);
        var centres = tensor(new[] { 0.0, 2, -2, -1, 2, -1 }).reshape(Classes, 2);
        var points = centres.index_select(0, labels).add(Tensors.Numbers(seed + 1, rows, 2).mul(tensor(0.3))).to(type);
        return (points.MoveToOuterDisposeScope(), labels.MoveToOuterDisposeScope());
    }

    /// <summary>A network of two layers.</summary>
    public static Sequential Network(ScalarType type = ScalarType.Float64)
    {
        var network = nn.Sequential(("hidden", nn.Linear(2, 16)), ("relu", nn.ReLU()), ("scores", nn.Linear(16, Classes)));
        network.to(type);
        return network;
    }

    /// <summary>The same network once more.</summary>
    public static Sequential Copy(Sequential network, ScalarType type = ScalarType.Float64)
    {
        var copy = Network(type);
        copy.load_state_dict(network.state_dict());
        return copy;
    }

    /// <summary>The share of points that are told right.</summary>
    public static double Accuracy(nn.Module<Tensor, Tensor> network, Tensor points, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return network.call(points).argmax(1).eq(labels).to(ScalarType.Float64).mean().Value();
    }
}
