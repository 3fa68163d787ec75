using System.Linq;

namespace LossDsl.Compiler;

/// <content>The words in which the table is written.</content>
internal static partial class PublishedTable
{
    private static PublishedLoss Loss(string type, string name, string paper, params (AttributeUse Use, string[] Open)[] uses)
        => new(type, name, paper, [.. uses.Select(use => use.Use)],
            [.. uses.SelectMany(use => use.Open.Select(parameter => new OpenParameter(use.Use.Name, parameter)))]);

    private static (AttributeUse Use, string[] Open) Use(string name, params (Argument Argument, bool IsOpen)[] arguments)
        => (new AttributeUse(name, arguments.Select(one => one.Argument).ToEquatable()),
            [.. arguments.Where(one => one.IsOpen).Select(one => one.Argument.Name)]);

    private static (Argument Argument, bool IsOpen) Number(string name, params double[] numbers)
        => (new Argument(name, Numbers: numbers.ToEquatable()), false);

    private static (Argument Argument, bool IsOpen) Integer(string name, long number)
        => (new Argument(name, Numbers: new double[] { number }.ToEquatable(), Integer: number), false);

    private static (Argument Argument, bool IsOpen) Flag(string name, bool flag) => (new Argument(name, Flag: flag), false);

    private static (Argument Argument, bool IsOpen) Choice(string name, string choice) => (new Argument(name, Choice: choice), false);

    /// <summary>A property of the class, at its default.</summary>
    private static (Argument Argument, bool IsOpen) Open(string name, double number)
        => (new Argument(name, Numbers: new[] { number }.ToEquatable()), true);
}
