using System;
using System.Linq;
using System.Reflection;
using LossDsl.Reference;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace LossDsl.Torch.Conformance;

/// <summary>The module of a declared loss and the tensors of a batch, in one floating type and on one engine.</summary>
internal sealed class ModuleCall
{
    private readonly LossModule module;
    private readonly ReferenceBatch batch;
    private readonly ScalarType type;
    private readonly LossOptions options;

    /// <summary>Makes module and tensors; they belong to the scope that is open.</summary>
    public ModuleCall(Loss loss, ReferenceBatch batch, TensorEngine engine, ScalarType type)
    {
        this.batch = batch;
        this.type = type;
        // Nothing knows the declared classes when this is compiled.
        module = (LossModule)loss.GetType().GetMethod("ToModule", BindingFlags.Public | BindingFlags.Instance)!.Invoke(loss, null)!;
        Target = batch.Targets is { } targets ? Elements(targets) : tensor(batch.Labels!).reshape(PerRow);
        options = new LossOptions
        {
            SampleWeights = batch.SampleWeights is { } weights ? Rows(weights) : null,
            ElementWeights = batch.ElementWeights is { } elementWeights ? Elements(elementWeights) : null,
            Mask = batch.Mask is { } mask ? tensor(mask).reshape(mask.Length == batch.Rows ? PerRow : PerElement) : null,
            ClassMask = batch.ClassMask is { } classMask
                ? tensor(classMask).reshape(classMask.Length == batch.Classes ? [batch.Classes] : PerElement) : null,
            FeatureNorms = batch.FeatureNorms is { } norms ? Rows(norms) : null,
            Epoch = batch.Epoch,
            Normalizer = batch.Normalizer,
            Engine = engine,
        };
    }

    /// <summary>The targets.</summary>
    private Tensor Target { get; }

    /// <summary>The shape of the input: (N,C,P), (N,C) without positions, (N) with one class.</summary>
    private long[] PerElement
        => batch.Positions > 1 ? [batch.Samples, batch.Classes, batch.Positions] : batch.Classes > 1 ? [batch.Samples, batch.Classes]
            : [batch.Samples];

    private long[] PerRow => batch.Positions > 1 ? [batch.Samples, batch.Positions] : [batch.Samples];

    /// <summary>What has a gradient: logits, and variances where the batch has them. New leaves that require one.</summary>
    public Tensor[] Leaves()
        => [.. new[] { batch.Logits, batch.Variances }.OfType<double[]>().Select(Elements).Select(static leaf => leaf.requires_grad_())];

    /// <summary>The loss of some logits and variances.</summary>
    public Tensor Value(Tensor[] leaves)
        => module.forward(leaves[0], Target, leaves.Length == 1 ? options : options with { Variances = leaves[1] });

    /// <summary>The upstream gradient of the batch, or a random one, in the shape of a value.</summary>
    public Tensor Upstream(Tensor value)
    {
        if (batch.Upstream is { } given)
            return tensor(given).to_type(type).reshape(value.shape);
        var random = new Random(batch.Logits.Length);
        return tensor([.. Enumerable.Range(0, (int)value.numel()).Select(_ => random.NextDouble() - 2)]).to_type(type).reshape(value.shape);
    }

    private Tensor Elements(double[] values) => tensor(values).to_type(type).reshape(PerElement);

    private Tensor Rows(double[] values) => tensor(values).to_type(type).reshape(PerRow);
}
