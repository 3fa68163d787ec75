using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using KnownPosteriors;

// With "--document FOLDER" three seeds and the number of examples and epochs of the published table; without, a taste of it.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8;
if (args is not ([] or ["--document", _]))
{
    Console.Error.WriteLine("KnownPosteriors: usage: KnownPosteriors [--document FOLDER]");
    return 2;
}

var isDocument = args.Length > 0;
var plan = isDocument ? new TrainingPlan(60_000, 40) : new TrainingPlan(20_000, 10);
int[] seeds = isDocument ? [1, 2, 3] : [1];
var test = Population.Draw(20_000, new Random(1000));
var results = new (Measures Measures, float[] Scores, Declared Declared)[Contender.All.Count, seeds.Length];
Console.WriteLine($"{Contender.All.Count} losses, {plan.Examples:N0} examples, {plan.Epochs} epochs, {seeds.Length} "
    + $"seed{(seeds.Length > 1 ? "s" : "")}; P(y|x) is known\n");
Parallel.ForEach(
    from contender in Enumerable.Range(0, Contender.All.Count) from seed in Enumerable.Range(0, seeds.Length) select (contender, seed),
    run =>
    {
        var train = Population.Draw(plan.Examples, new Random(seeds[run.seed]));
        var declared = Contender.All[run.contender].Create(train.Counts);
        var scores = Training.Run(declared.Loss, Contender.All[run.contender].SamplerPower, train, test, plan, seeds[run.seed]);
        results[run.contender, run.seed] = (Measures.Of(declared, scores, test), scores, declared);
    });

var rows = Contender.All.Select((contender, c) =>
    (contender.Name, Enumerable.Range(0, seeds.Length).Select(s => results[c, s].Measures).ToArray())).ToList();
Console.WriteLine(Report.Table(rows, Measures.Bayes(test)));
var curves = Contender.All.Select((contender, c) =>
{
    var (head, link) = Measures.Probabilities(results[c, 0].Declared, results[c, 0].Scores);
    return (contender.Name, Reliability.Of(head, test), Reliability.Of(link, test));
}).ToList();
var chart = Path.GetFullPath(
    Path.Combine(isDocument ? args[1] : Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "out"), "reliability.svg"));
Chart.Write(chart, curves);
Console.WriteLine($"Chart of predictions against outcomes, to open in a browser: {chart}");
return 0;
