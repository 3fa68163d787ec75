using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using static LossDsl.Compiler.Tests.Declare;

namespace LossDsl.Compiler.Tests;

/// <summary>The program between schedule and text: what it says, and that it calls one thing by one name.</summary>
public class KernelProgramTests
{
    private static readonly Declaration Rich = Loss(
        Use("CrossEntropy"), Use("Focal", Number("Gamma", 2)), Use("LabelSmoothing", Number("Alpha", 0.1)), Use("InverseFrequency"),
        Use("LogSumExpPenalty", Number("Coefficient", 1e-4)));

    [Fact]
    public void No_name_stands_for_two_quantities()
    {
        foreach (var program in Forms(Rich)
            .Select(form => ProgramBuilder.Of(Pipeline.Run(LossCompilation.Of(Rich).Lowered(form)).Last().Loss)))
        {
            var named = Steps(program)
                .SelectMany(step => step.Loads.Concat(step.Lets).Concat(step is ClassStep loop ? loop.Accumulates : [])).Distinct()
                .ToList();
            Assert.NotEmpty(named);
            Assert.Equal(named.Count, named.Select(program.NameOf).Distinct().Count());
            Assert.Equal(program.Slots.Count, program.Slots.Distinct().Count());
        }
    }

    [Fact]
    public void What_a_step_loads_an_earlier_one_has_stored()
    {
        var program = Program(Rich);
        var stored = new HashSet<int>(program.Gathered);
        foreach (var step in program.Steps)
        {
            foreach (var id in step.Loads.Where(id => program.PlaceOf(id)!.Value.Kind == PlaceKind.Slot
                && program.Loss.Nodes[id].Op != Op.Seed))
                Assert.Contains(id, stored);
            stored.UnionWith(step is RowStep rows ? rows.Stores : ((ClassStep)step).Accumulates);
        }
    }

    [Fact]
    public void Names_in_generated_code_are_numbered_only_where_no_word_is_at_hand()
    {
        var program = Program(Loss(Use("CrossEntropy"), Use("Focal")));
        var numbered = Steps(program).SelectMany(step => step.Lets).Distinct().Select(program.NameOf)
            .Where(name => Regex.IsMatch(name, @"^(product|quotient|scalar)\d+$"));
        Assert.Empty(numbered);
    }

    private static IEnumerable<LossForm> Forms(Declaration declaration) => LossModel.Of(declaration).TargetKinds;

    private static KernelProgram Program(Declaration declaration) => ProgramBuilder.Of(Compiled(declaration));

    private static IEnumerable<Step> Steps(KernelProgram program)
        => program.Steps.SelectMany(step => step is ClassStep { Otherwise: { } otherwise } ? [step, otherwise] : new[] { step });
}
