using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace LossDsl.Compiler.Tests;

/// <summary>
/// What holds of an attribute stands in its row: code that names attributes elsewhere forgets the next one silently. What may name
/// one is advice about that very attribute, or has another reason, and is listed here.
/// </summary>
public class AttributeNameTests
{
    /// <summary>The files that may name attributes, the names that they have, and why.</summary>
    private static readonly (string File, string[] Names, string Why)[] Allowed =
    [
        (Advice + "Composition/Amendment.cs", ["InverseFrequency", "LogitAdjustment", "Scale"], "remedies write attributes, in one place"),
        (Advice + "Composition/ClassMargins.cs", ["LabelDistributionMargin"], "a rule about these margins"),
        (Advice + "Composition/CompositionNotes.cs", ["Focal", "HardestExamples", "LabelDistributionMargin"], "a note about each"),
        (Advice + "Composition/OpposingTerms.cs", ["EncouragingLoss", "Focal"], "a rule about the two together"),
        (Advice + "Composition/PenaltyRule.cs", ["ConfidencePenalty", "LogitPenalty"], "a rule about these penalties"),
        (Advice + "Composition/SmoothingRule.cs", ["LabelSmoothing", "PriorSmoothing"], "a rule about the one, whose remedy is the other"),
        (Advice + "Composition/UnscaledMargin.cs", ["AdditiveMargin", "LabelDistributionMargin"], "a rule about these margins"),
        (Advice + "Minimiser/ClassScales.cs", ["ClassDependentTemperature", "ClassTemperatures"], "a rule about scales of classes"),
        (Advice + "Minimiser/CosineScale.cs", ["Scale"], "the remedy of a rule about cosines"),
        (Advice + "Minimiser/HingeConsistency.cs", ["CrossEntropy", "MulticlassHinge"],
            "a rule about the hinge, whose remedy is the cross-entropy"),
        (Advice + "Minimiser/NormalizedTie.cs", ["LogitPenalty"], "the remedy of a rule about ties"),
        (Advice + "Minimiser/OutputThreshold.cs", ["ProbabilityShift"], "a note about the shift"),
        (Advice + "Minimiser/PolyCoefficients.cs", ["PolyLoss", "PolyTerm"], "a rule about their coefficients"),
        (Advice + "Minimiser/SmoothingStrength.cs", ["LabelSmoothing"], "a rule about its share"),
        (Advice + "Minimiser/UnboundedRisk.cs", ["LogitMargin", "LogitPenalty", "Unhinged"],
            "a rule about linear terms, whose remedy is the penalty"),
        ("LossDsl.Compiler/Diagnostics/Checks/WeightCheck.cs", ["Mean"], "the remedy of a rule about denominators"),
        ("LossDsl.Compiler/Emitters/Surface/PlanEmitter.cs", ["Mean", "Sum"], "members of the runtime's Reduction"),
        ("LossDsl.Compiler/Ir/Inputs/InputTable.cs", ["ClassMask"], "a property of LossInputs"),
        ("LossDsl.Generators/FrontEnd/TypeReader.cs", ["ClassWeights"], "a member of a generated class"),
    ];

    private const string Advice = "LossDsl.Compiler/Diagnostics/Advice/";

    // What is declared, a loss or a part of one, is read by these names; there is nothing else to be known of them.
    private static readonly string[] Declaring = ["Loss", "Part"];

    public static TheoryData<string> Files => [.. Allowed.Select(one => one.File)];

    [Fact]
    public void Nothing_but_rows_and_advice_names_attributes()
    {
        var found = from file in Sources()
                    where !Allowed.Any(one => one.File == file)
                    let names = NamesIn(file)
                    where names.Count > 0
                    select $"{file}: {string.Join(", ", names)}";
        Assert.Empty(found);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Advice_names_the_attributes_that_it_is_about_and_no_other(string file)
    {
        var (_, names, why) = Allowed.Single(one => one.File == file);
        Assert.True(why.Length > 0, $"{file} gives no reason");
        Assert.Equal(names.Order(), NamesIn(file));
    }

    private static List<string> NamesIn(string file)
        => [.. File.ReadLines(Path.Combine(Root, file))
            .Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => Regex.Matches(line, "\"(\\w+)[\"(]").Select(match => match.Groups[1].Value))
            .Where(name => AttributeTable.Find(name) is not null && !Declaring.Contains(name))
            .Distinct().Order()];

    private static IEnumerable<string> Sources()
        => from project in new[] { "LossDsl.Compiler", "LossDsl.Generators", "LossDsl.CodeFixes" }
           from file in Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(Root, file).Replace('\\', '/')
           where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
               && !name.StartsWith("LossDsl.Compiler/Language/Attributes/", StringComparison.Ordinal)
               && !name.StartsWith("LossDsl.Compiler/Published/PublishedTable", StringComparison.Ordinal)
           select name;

    private static string Root { get; } = RootFrom();

    private static string RootFrom([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "generators"));
}
