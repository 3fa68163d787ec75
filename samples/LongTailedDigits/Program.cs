using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using LongTailedDigits;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = Encoding.UTF8; // the output writes γ, π and ±
try
{
    var options = Options.Parse(args);
    if (options.Help)
        Console.WriteLine(Options.Usage);
    else
        Run(options);
    return 0;
}
catch (UsageException e)
{
    Console.Error.WriteLine($"LongTailedDigits: {e.Message}\n\n{Options.Usage}");
    return 2;
}
catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"LongTailedDigits: {e.Message}");
    return 1;
}

static void Run(Options options)
{
    var folders = Folders.Find();
    var digits = Digits.Read(folders.Data);
    if (options.WriteSplits)
    {
        foreach (var seed in options.Seeds)
        {
            Split.Draw(digits, seed).Write(folders.Splits, digits);
            Console.WriteLine(Split.PathOf(folders.Splits, seed));
        }

        return;
    }

    var console = Terminal.Create();
    var splits = options.Seeds.Select(seed => Split.Read(folders.Splits, seed, digits)).ToArray();
    var plan = new TrainingPlan(options.Epochs);
    Report.WriteSetting(console, splits, plan);
    var results = TrainingDisplay.Show(console, splits.Length, plan.Epochs, display => Comparison.Run(digits, splits, plan, display));
    Report.WriteTable(console, results);
    Chart.Write(folders.Chart, results);
    Console.WriteLine($"Chart of the recalls, to open in a browser: {folders.Chart}\n");
    GeneratedCode.Write(console, typeof(ComposedLoss));
}
