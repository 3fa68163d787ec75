using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>LDSL601: what a loss is given as logits.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class LogitTests
{
    [Theory]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Plain().Forward({|LDSL601:p|}, labels);")]
    [InlineData("TensorPrimitives.Sigmoid(z, p); return new Tags().ForwardBackward({|LDSL601:p|}, t, gradient);")]
    [InlineData("for (var i = 0; i < 2; i++) TensorPrimitives.SoftMax(z.AsSpan(3 * i, 3), p.AsSpan(3 * i, 3)); return new "
        + "Plain().Forward({|LDSL601:p|}, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Plain().Evaluate(new LossInputs<float>({|LDSL601:p|}, labels), new "
        + "LossOutputs<float> { Gradient = gradient });")]
    [InlineData("TensorPrimitives.SoftMax(z, p); var inputs = new LossInputs<float>({|LDSL601:p|}, labels); return new "
        + "Plain().Evaluate(in inputs, default);")]
    [InlineData("var q = new float[z.Length]; TensorPrimitives.SoftMax(z, q); Console.WriteLine(q[0]); return new "
        + "Focused().Forward({|LDSL601:q|}, labels);")]
    public Task Probabilities_in_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("TensorPrimitives.SoftMax(z, p); return new Plain().Forward(z, labels);")]
    [InlineData("if (z.Length > 3) TensorPrimitives.SoftMax(z, p); return new Plain().Forward(p, labels);")]
    [InlineData("var value = new Plain().Forward(p, labels); TensorPrimitives.SoftMax(z, p); return value;")]
    [InlineData("TensorPrimitives.SoftMax(z, p); z.CopyTo(p, 0); return new Plain().Forward(p, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z, p); p[0] = 3; return new Plain().Forward(p, labels);")]
    [InlineData("TensorPrimitives.SoftMax(z, p); p = z; return new Plain().Forward(p, labels);")]
    [InlineData("TensorPrimitives.Sigmoid(z, p); return new Regression().Forward(p, t);")]
    [InlineData("TensorPrimitives.SoftMax(t, p); return new Plain().Forward(z, p);")]
    public Task Scores_in_spans(string code) => UseAssert.ReportsOnSpans(code);

    [Theory]
    [InlineData("return new Plain().ToModule().forward({|LDSL601:z.softmax(1)|}, y);")]
    [InlineData("return new Plain().ToModule().call({|LDSL601:nn.functional.softmax(z, 1)|}, y);")]
    [InlineData("using var module = new Tags().ToModule(); var p = sigmoid(net.forward(x)); return module.forward({|LDSL601:p|}, y, "
        + "normalizer: 4);")]
    [InlineData("return new Scaled().ToModule().forward({|LDSL601:z.softmax(1)|}, y);")]
    [InlineData("return Plain.Module.functional(new Plain(), {|LDSL601:torch.softmax(z, 1)|}, y);")]
    [InlineData("using var link = nn.Sigmoid(); return new Tags().ToModule().forward({|LDSL601:link.forward(z)|}, y);")]
    [InlineData("using var model = nn.Sequential(nn.Linear(4, 3), nn.Sigmoid()); var o = model.forward(x); return new "
        + "Tags().ToModule().forward({|LDSL601:o|}, y);")]
    [InlineData("using var model = nn.Sequential((\"a\", nn.Linear(4, 3)), (\"b\", nn.Sigmoid())); return new "
        + "Tags().ToModule().forward({|LDSL601:model.forward(x)|}, y);")]
    public Task Probabilities_in_tensors(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("return new Plain().ToModule().forward(z, y);")]
    [InlineData("return new Plain().ToModule().forward(z.log_softmax(1), y);")]
    [InlineData("return new Plain().ToModule().forward(net.forward(x.softmax(1)), y);")]
    [InlineData("var p = z.softmax(1); if (y.shape.Length > 1) p = z; return new Plain().ToModule().forward(p, y);")]
    [InlineData("return new Plain().ToModule().forward(z, z.softmax(1));")]
    [InlineData("return new Regression().ToModule().forward(z.sigmoid(), y);")]
    [InlineData("using var model = nn.Sequential(nn.Linear(4, 3), nn.Sigmoid(), nn.Linear(3, 3)); return new "
        + "Tags().ToModule().forward(model.forward(x), y);")]
    [InlineData("return nn.functional.cross_entropy(z.softmax(1), y);")]
    [InlineData("return new Hinge().ToModule().forward(z.softmax(1), y);")]
    [InlineData("return new Cosine().ToModule().forward(z.softmax(1), y);")]
    [InlineData("return new Scaled().ToModule().forward(z.sigmoid(), y);")]
    public Task Scores_in_tensors(string code) => UseAssert.ReportsOnTensors(code);
}
