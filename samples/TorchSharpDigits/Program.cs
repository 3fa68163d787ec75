using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using LongTailedDigits;
using LossDsl;
using LossDsl.Torch;
using TorchSharpDigits;
using static TorchSharp.torch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8; // the output writes bars, µ and ±
// Batches of 32 images are not worth a second thread.
set_num_threads(1);

var folder = Path.Combine(AppContext.BaseDirectory, "data");
var digits = Digits.Read(Path.Combine(folder, "optdigits.csv.gz"));
var splits = new[] { 1, 2, 3 }.Select(seed => Split.Read(folder, seed, digits)).ToArray();
Report.WriteSetting(splits);
var state = (Names: (IReadOnlyList<string>)[], Loss: float.NaN);
foreach (var contender in Contender.All)
{
    var (recalls, microseconds) = (new List<double[]>(), new List<double>());
    var (engine, learnt) = ("libtorch", "");
    foreach (var split in splits)
    {
        random.manual_seed(split.Seed);
        var counts = ClassCounts.FromLabels([.. split.Train.Select(row => digits.Labels[row])], Digits.Classes);
        using var train = new TensorSet(digits, split.Train);
        using var test = new TensorSet(digits, split.Test);
        using var trainer = new Trainer(contender, counts);
        trainer.Train(train, split.Seed);

        recalls.Add(trainer.Recall(test));
        microseconds.AddRange(trainer.Microseconds);
        if (trainer.Loss is LossModule module)
            engine = $"{module.LastEngine}".ToLowerInvariant();
        learnt = string.Join(", ", trainer.Loss.named_parameters().Select(pair => $"{pair.name} {pair.parameter.item<float>():0.00}"));
        state = Checkpoint.RoundTrip(trainer, contender, test);
    }

    Report.WriteRow(contender, engine, recalls, microseconds, learnt);
}

Report.WriteState(state.Names, state.Loss);
