using static TorchSharp.torch;

namespace LossDsl.Torch.Tests;

/// <summary>Losses composed of TorchSharp's operators, which autograd differentiates as often as one likes.</summary>
internal static class Composed
{
    /// <summary>(1 − p)^γ (−log p) of each row, the temperature in the scores.</summary>
    /// <param name="input">Logits, (N,C).</param>
    /// <param name="target">Labels, (N).</param>
    /// <param name="temperature">What logits are divided by.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="stop">Whether the modulator is a constant for the gradient.</param>
    public static Tensor Focal(Tensor input, Tensor target, Tensor temperature, Tensor gamma, bool stop = false)
    {
        var logarithm = nn.functional.log_softmax(input.div(temperature), 1).gather(1, target.unsqueeze(1)).squeeze(1);
        var modulator = logarithm.exp().neg().add(tensor(1.0)).pow(gamma);
        return (stop ? modulator.detach() : modulator).mul(logarithm).neg();
    }

    /// <summary>Poly-1 with a focal factor and class weights over the weight sum, plus λ (log Z)² over the rows.</summary>
    public static Tensor PolyFocal(Tensor input, Tensor target, Tensor weights)
    {
        var logarithm = nn.functional.log_softmax(input, 1).gather(1, target.unsqueeze(1)).squeeze(1);
        var rest = logarithm.exp().neg().add(tensor(1.0));
        var rows = rest.mul(rest).mul(rest.sub(logarithm));
        var ofRows = weights.take(target);
        var size = input.logsumexp(1);
        return rows.mul(ofRows).sum().div(ofRows.sum()).add(size.mul(size).mean().mul(tensor(0.01)));
    }

    /// <summary>The asymmetric loss of each element, without shift: t p̄ (−log p) + (1 − t) p⁴ (−log p̄).</summary>
    public static Tensor Tags(Tensor input, Tensor target)
    {
        var (positive, negative) = (input.sigmoid(), input.neg().sigmoid());
        var one = target.mul(negative).mul(input.log_sigmoid());
        var square = positive.mul(positive);
        var other = target.neg().add(tensor(1.0)).mul(square).mul(square).mul(input.neg().log_sigmoid());
        return one.add(other).neg();
    }

    /// <summary>½ (log v + (z − t)²/v) over the elements.</summary>
    public static Tensor Gaussian(Tensor input, Tensor target, Tensor variances)
    {
        var error = input.sub(target);
        return variances.log().add(error.mul(error).div(variances)).mean().mul(tensor(0.5));
    }
}
