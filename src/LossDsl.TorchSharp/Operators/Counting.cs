using LossDsl.Runtime;
using static TorchSharp.torch;

namespace LossDsl.Torch;

/// <summary>Which rows and elements of a call count, and with what weight. Constants for every gradient.</summary>
internal sealed class Counting
{
    private readonly Placement placement;
    private readonly ScalarType type;
    private readonly Tensor? sampleWeights;
    private readonly Tensor? elementWeights;
    private Tensor? one;

    /// <summary>What counts before anything is selected.</summary>
    public Counting(PreparedCall call, CallTensors tensors, ScalarType type)
    {
        placement = call.Placement;
        this.type = type;
        Device = tensors.Input.device;
        var plan = call.Plan;
        if (tensors.Mask is { } mask)
        {
            var perElement = plan.Elementwise && placement.HasElements(mask) && !placement.HasRows(mask);
            Open = perElement ? mask.reshape(placement.Elements) : null;
            Valid = Open is null ? mask.reshape(placement.PerRow) : Open.any(1, keepdim: true);
        }

        if (!call.Numbers && plan.IgnoreIndex is { } ignore)
        {
            using var label = tensor(ignore, ScalarType.Int64, Device);
            // In 64 bits: libtorch would bring the ignore index into the type of the labels, whatever becomes of it there.
            And(tensors.Target.reshape(placement.PerRow).to_type(ScalarType.Int64).ne(label));
        }

        sampleWeights = tensors.SampleWeights?.reshape(placement.PerRow).to_type(type);
        Weightless = sampleWeights?.eq(Zero);
        elementWeights = tensors.ElementWeights?.reshape(placement.Elements).to_type(type);
        if (Open is not null)
            elementWeights = where(Open, ElementWeights, Zero);
    }

    /// <summary>Where the call computes.</summary>
    public Device Device { get; }

    /// <summary>Which rows count, (N,1,P); null if all do.</summary>
    public Tensor? Valid { get; private set; }

    /// <summary>Which elements are not masked, (N,C,P); null if none is masked by itself.</summary>
    public Tensor? Open { get; }

    /// <summary>Which rows have the weight 0, (N,1,P); null if there are no weights.</summary>
    private Tensor? Weightless { get; }

    /// <summary>The weights of rows, (N,1,P) or what broadcasts to it.</summary>
    public Tensor SampleWeights => sampleWeights ?? One;

    /// <summary>The weights of elements, 0 where they are masked, (N,C,P) or what broadcasts to it.</summary>
    public Tensor ElementWeights => elementWeights ?? One;

    /// <summary>Whether any element has a weight of its own, or is masked by itself.</summary>
    public bool HasElementWeights => elementWeights is not null;

    /// <summary>Whether every row counts and has a weight.</summary>
    public bool IsWhole => Valid is null && Weightless is null;

    /// <summary>Which rows count and have a weight: of the others nothing is left, be their loss infinite or NaN.</summary>
    public Tensor Weighty
        => Weightless is null ? Valid! : Valid is null ? Weightless.logical_not() : Valid.logical_and(Weightless.logical_not());

    /// <summary>Something per row, times the weights of the rows.</summary>
    public Tensor Weighted(Tensor perRow) => sampleWeights is null ? perRow : perRow.mul(sampleWeights);

    /// <summary>0 in the type of the computation.</summary>
    public Tensor Zero => zeros([1, 1, 1], type, Device);

    /// <summary>The labels (N,1,P), 64-bit, 0 in rows that do not count.</summary>
    public Tensor Labels(Tensor target)
    {
        var labels = target.reshape(placement.PerRow).to_type(ScalarType.Int64);
        return Valid is null ? labels : where(Valid, labels, zeros([1, 1, 1], ScalarType.Int64, Device));
    }

    /// <summary>Lets only selected rows count. The keys go through the memory of the CPU, so that ties fall as they do there.</summary>
    public void Select(RowSelection selection, PreparedCall call, Tensor keys)
    {
        var amount = selection.AmountOf(call.Program.Name, call.Parameters);
        var counts = Rows(Valid ?? ones([1, 1, 1], ScalarType.Bool, Device));
        var onCpu = keys.expand(placement.PerRow).to(ScalarType.Float64, CPU).contiguous();
        selection.Select(amount, TensorMemory.Of<double>(onCpu), TensorMemory.Of<bool>(counts));
        System.GC.KeepAlive(onCpu);
        Valid = counts.to(Device);
    }

    /// <summary>The number of elements of each row that are not masked, in double precision.</summary>
    public Tensor OpenElements => Open is null
        ? tensor((double)placement.Classes, ScalarType.Float64, Device)
        : Open.to_type(ScalarType.Float64).sum(1, keepdim: true);

    private Tensor One => one ??= ones([1, 1, 1], type, Device);

    private void And(Tensor rows) => Valid = Valid is null ? rows : Valid.logical_and(rows);

    private Tensor Rows(Tensor rows) => rows.expand(placement.PerRow).to(CPU).clone().contiguous();
}
