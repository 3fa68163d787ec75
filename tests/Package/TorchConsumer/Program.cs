using System;
using System.Globalization;
using System.Linq;
using Consumer;
using LossDsl;
using TorchSharp;

float[] logits = [2, -1, 0.5f, -3, 0, 1];
long[] labels = [0, 2];
var loss = new TailLoss([100, 10, 1]);
var gradient = new float[logits.Length];
var value = loss.ForwardBackward(logits, labels, gradient);

using var module = loss.ToModule();
using var input = torch.tensor(logits, new long[] { 2, 3 }).requires_grad_();
using var target = torch.tensor(labels);
using (var output = module.forward(input, target))
{
    output.backward();
    Report("value", Near(output.item<float>(), value),
        string.Create(CultureInfo.InvariantCulture, $"{output.item<float>()}, of the class {value}"));
}

var first = Gradient();
Report("gradient", first.Zip(gradient).All(static pair => Near(pair.First, pair.Second)), $"{Text(first)}, of the class {Text(gradient)}");

// A gradient that is added up: three more of the same.
using (var output = module.forward(input, target))
using (var three = torch.tensor(3f))
    output.backward([three]);
var both = Gradient();
Report("upstream", both.Zip(gradient).All(static pair => Near(pair.First, 4 * pair.Second)), $"{Text(both)}, four times that of the class");

float[] Gradient() => input.grad is { } tensor ? tensor.data<float>().ToArray() : [];

static bool Near(float actual, float expected) => Math.Abs(actual - expected) <= 1e-6 * Math.Max(Math.Abs(expected), 1e-3);

static string Text(float[] values) => string.Join(' ', values.Select(static value => value.ToString(CultureInfo.InvariantCulture)));

static void Report(string what, bool good, string details)
    => Console.WriteLine($"{what} {(good ? "agrees" : "DISAGREES")}: {details}");
