using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>LDSL602 and LDSL603: what is read off scores.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class ScoreTests
{
    [Theory]
    [InlineData("{|LDSL602:TensorPrimitives.SoftMax(z, p)|}; return new Focused().Forward(z, labels);")]
    [InlineData("var value = new Focused().ForwardBackward(z, labels, gradient); {|LDSL602:TensorPrimitives.SoftMax(z.AsSpan(0, 3), p)|}; "
        + "return value;")]
    [InlineData("var value = new AsymmetricTags().ForwardBackward(z, t, gradient); {|LDSL602:TensorPrimitives.Sigmoid(z, p)|}; return "
        + "value;")]
    public Task Probabilities_in_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Plain().Forward(z, labels);")]
    [InlineData("TensorPrimitives.SoftMax(t, p); return new Focused().Forward(z, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Balanced(counts).Forward(z, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Focused().Forward(z, labels) + new Plain().Forward(z, labels);")]
    [InlineData("TensorPrimitives.Sigmoid(z, p); return new Tags().Forward(z, t);")]
    [InlineData("TensorPrimitives.Sigmoid(z, p); return new Focused().Forward(z, labels);")]
    [InlineData("var q = new float[3]; TensorPrimitives.SoftMax(z, q); return new Focused().Forward(z, labels) + "
        + "TensorPrimitives.IndexOfMax(q);")]
    public Task Proper_probabilities_in_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return {|LDSL602:z.softmax(1)|};")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return {|LDSL602:z.detach().softmax(1)|}.cpu();")]
    [InlineData("using var m = new Focused().ToModule(); var o = net.forward(x); m.forward(o, y).backward(); var q = o; return "
        + "{|LDSL602:nn.functional.softmax(q, 1)|};")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); using var p = {|LDSL602:z.softmax(1)|}; return "
        + "(p.argmax(1), p.cpu());")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); var (v, i) = {|LDSL602:z.softmax(1)|}.max(1); return "
        + "(v.item<float>(), i);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); using var p = {|LDSL602:z.softmax(1)|}; return -(p * "
        + "p.log()).sum().item<float>();")]
    [InlineData("using var m = new Focused().ToModule(); using (no_grad()) { var p = {|LDSL602:z.softmax(1)|}; m.forward(z, y); return (p "
        + "* 2).argmax(1) + p.log(); }")]
    [InlineData("using var m = new Focused().ToModule(); var p = {|LDSL602:z.detach().softmax(1)|}; (m.forward(z, y) * "
        + "p.max(1).Item1).sum().backward(); return null;")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y); var p = {|LDSL602:z.softmax(1)|}; batches.Add((p, y)); return "
        + "null;")]
    public Task Probabilities_in_tensors(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); m.forward(z, y).backward(); return z.softmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return z.softmax(1).argmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return (z / 2).softmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); z.add_(1); return z.softmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); (m.forward(z, y) + nn.functional.cross_entropy(z, y)).backward(); return "
        + "z.softmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); using var ce = nn.CrossEntropyLoss(); (m.forward(z, y) + ce.forward(z, "
        + "y)).backward(); return z.softmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); using var p = z.softmax(1); return p.argmax(1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); using var p = z.softmax(1); var (v, i) = p.max(1); "
        + "return i;")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); var pair = z.softmax(1).max(1); return pair.Item2;")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return z.softmax(0);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return z.softmax(-1);")]
    [InlineData("using var m = new Focused().ToModule(); m.forward(z, y).backward(); return z.softmax((int)y.shape[0]);")]
    [InlineData("using var m = new Focused().ToModule(); var p = z.softmax(1); using var ent = -(p * p.log()).sum(); using var l = "
        + "m.forward(z, y); (l + 0.1f * ent).backward(); return l.item<float>();")]
    [InlineData("using var m = new Focused().ToModule(); var p = z.softmax(1); var l = m.forward(z, y); l += 0.1f * (p * p.log()).sum(); "
        + "l.backward(); return p.cpu();")]
    [InlineData("using var m = new Focused().ToModule(); var p = z.softmax(1); return m.forward(z, y) + (p * p.log()).sum();")]
    [InlineData("using var m = new Focused().ToModule(); var p = z.softmax(1); Action train = () => (m.forward(z, y) - "
        + "p.pow(2).sum()).backward(); train(); return null;")]
    [InlineData("using var m = new Focused().ToModule(); batches.Add((z.softmax(1), y)); (m.forward(z, y) + "
        + "batches[0].X.sum()).backward(); return null;")]
    public Task Proper_probabilities_in_tensors(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("var value = new HalfAdjusted(counts).Forward(z, labels); return value + {|LDSL603:TensorPrimitives.IndexOfMax(z)|};")]
    [InlineData("var value = new HalfAdjusted(counts).Forward(z, labels); return value + "
        + "{|LDSL603:TensorPrimitives.IndexOfMax(z.AsSpan(3, 3))|};")]
    [InlineData("var value = new AdjustedForAccuracy(counts).Forward(z, labels); return value + {|LDSL603:TensorPrimitives.IndexOfMax(z)|};")]
    [InlineData("var n = 0; foreach (var i in labels) n += {|LDSL603:z[i] > 0|} ? 1 : 0; return n + new AsymmetricTags().Forward(z, t);")]
    [InlineData("new AsymmetricTags().ForwardBackward(z, t, gradient); return {|LDSL603:z[0] >= 0f|};")]
    public Task Decisions_on_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("var value = new Plain().Forward(z, labels); return value + TensorPrimitives.IndexOfMax(z);")]
    [InlineData("var value = new Focused().Forward(z, labels); return value + TensorPrimitives.IndexOfMax(z);")]
    [InlineData("var value = new Balanced(counts).Forward(z, labels); return value + TensorPrimitives.IndexOfMax(z);")]
    [InlineData("var value = new HalfAdjusted(counts).Forward(z, labels); return value + TensorPrimitives.IndexOfMax(t);")]
    [InlineData("var value = new AdjustedForNothing(counts).Forward(z, labels); return value + TensorPrimitives.IndexOfMax(z);")]
    [InlineData("new Tags().ForwardBackward(z, t, gradient); return z[0] > 0;")]
    [InlineData("new AsymmetricTags().ForwardBackward(z, t, gradient); return z[0] > 1;")]
    [InlineData("new AsymmetricTags().ForwardBackward(z, t, gradient); return gradient[0] > 0;")]
    public Task Right_decisions_on_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return {|LDSL603:z.argmax(1)|};")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return {|LDSL603:torch.argmax(z, 1)|};")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return {|LDSL603:z.softmax(1).argmax(1)|};")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); var (_, k) = {|LDSL603:z.max(1)|}; "
        + "return k;")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return {|LDSL603:z.max(1)|}.Item2;")]
    [InlineData("using var m = new AsymmetricTags().ToModule(); m.forward(z, y).backward(); return {|LDSL603:z > 0|};")]
    [InlineData("using var m = new AsymmetricTags().ToModule(); m.forward(z, y).backward(); return {|LDSL603:z.sigmoid().ge(0.5)|};")]
    public Task Decisions_on_tensors(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); m.forward(z, y).backward(); return z.argmax(1);")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return x.argmax(1);")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.max(1).Item1;")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.max();")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); z = x; return z.argmax(1);")]
    [InlineData("using var m = new AsymmetricTags().ToModule(); m.forward(z, y).backward(); return z.sigmoid() > 0.3;")]
    [InlineData("using var m = new Tags().ToModule(); m.forward(z, y).backward(); return z.sigmoid() > 0.5;")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.argmax(0);")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.argmax();")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.max(2).Item2;")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.softmax(0).argmax(1);")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); m.forward(z, y).backward(); return z.argmax(y.shape[0]);")]
    public Task Right_decisions_on_tensors(string code) => UseAssert.ReportsOnTensors(code);
}
