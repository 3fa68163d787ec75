using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LongTailedDigits;

/// <summary>Shows how far training is. Members may be called from several threads.</summary>
internal interface ITrainingDisplay
{
    /// <summary>One epoch of one run is over.</summary>
    void EpochDone(Contender contender, double loss);

    /// <summary>One run is over.</summary>
    void RunDone(RunResult result);
}

/// <summary>The two displays: bars that grow on a terminal, a line per finished run elsewhere.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs <paramref name="train"/> under the display that suits the console.</summary>
    public static T Show<T>(IAnsiConsole console, int seeds, int epochs, Func<ITrainingDisplay, T> train)
    {
        if (!console.IsLive())
            return train(new Lines(console));

        // Ctrl+C ends the process while the bars hide the cursor.
        ConsoleCancelEventHandler showCursor = (_, _) => console.Cursor.Show();
        Console.CancelKeyPress += showCursor;
        var notes = new ConcurrentDictionary<int, string>();
        try
        {
            return console.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
                    new NoteColumn(notes))
                .Start(context => train(new Bars(context, notes, seeds, epochs)));
        }
        finally
        {
            Console.CancelKeyPress -= showCursor;
        }
    }

    private static string Percent(double fraction) => (100 * fraction).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private sealed class Lines(IAnsiConsole console) : ITrainingDisplay
    {
        public void EpochDone(Contender contender, double loss)
        {
        }

        public void RunDone(RunResult result)
        {
            lock (this)
                console.WriteLine($"{result.Contender.Name}, seed {result.Seed}: balanced accuracy {Percent(result.Recall.Average())}");
        }
    }

    private sealed class Bars(ProgressContext context, ConcurrentDictionary<int, string> notes, int seeds, int epochs) : ITrainingDisplay
    {
        private readonly Dictionary<Contender, ProgressTask> tasks = Contender.All.ToDictionary(
            contender => contender,
            contender => context.AddTask(Markup.Escape(contender.Name), maxValue: seeds * epochs));

        private readonly Dictionary<Contender, List<double>> accuracies =
            Contender.All.ToDictionary(contender => contender, _ => new List<double>());

        public void EpochDone(Contender contender, double loss)
        {
            tasks[contender].Increment(1);
            if (!tasks[contender].IsFinished)
                Note(contender, "training loss " + loss.ToString("0.0000", CultureInfo.InvariantCulture));
        }

        public void RunDone(RunResult result)
        {
            var done = accuracies[result.Contender];
            lock (done)
            {
                done.Add(result.Recall.Average());
                if (done.Count == seeds)
                    Note(result.Contender, "balanced accuracy " + Percent(done.Average()));
            }
        }

        private void Note(Contender contender, string note) => notes[tasks[contender].Id] = note;
    }

    /// <summary>What there is to say about each bar, by the number of its task.</summary>
    private sealed class NoteColumn(ConcurrentDictionary<int, string> notes) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
            => new Text(notes.GetValueOrDefault(task.Id, ""), new Style(Color.Grey));
    }
}
