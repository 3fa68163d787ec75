using System;
using System.CodeDom.Compiler;
using System.Globalization;
using System.Reflection;
using Consumer;
using LossDsl;

// Within each row the logits are equal, so every probability is 1/3 and the value is known by hand: each label
// contributes (1 − 1/3)² log 3 whatever its weight, and the log-sum-exps are log 3 and 1 + log 3.
float[] logits = [0, 0, 0, 1, 1, 1];
int[] labels = [0, 2];
var log3 = Math.Log(3);
var expected = 4.0 / 9 * log3 + 1e-4 * (log3 * log3 + (1 + log3) * (1 + log3)) / 2;

var loss = new TailLoss([100, 10, 1]);
var gradient = new float[logits.Length];
var value = loss.ForwardBackward(logits, labels, gradient);
Report("value", Math.Abs(value - expected) <= 1e-6 * expected, string.Create(CultureInfo.InvariantCulture, $"{value}, by hand {expected}"));

var check = GradientCheck.Run(loss);
Report("gradient", check.Passed, check.ToString());

var generator = typeof(TailLoss).GetCustomAttribute<GeneratedCodeAttribute>()?.Version;
var library = typeof(GradientCheck).Assembly.GetName().Version?.ToString(3);
Report("version", generator == library, $"{generator} of the generator, {library} of the library");

static void Report(string what, bool good, string details)
    => Console.WriteLine($"{what} {(good ? "agrees" : "DISAGREES")}: {details}");
