using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Lines of source are at most 140 characters long, but for some that are listed: most are texts that cannot be broken.</summary>
public class LineLengthTests
{
    private const int Longest = 140;

    private static readonly Dictionary<string, int> Listed = new()
    {
        // Written by a test, a row of the table a line.
        ["generators/LossDsl.Compiler/Published/PublishedTable.cs"] = 5,
        ["samples/KnownPosteriors/Report.cs"] = 2,
        ["samples/LongTailedDigits/Report.cs"] = 2,
        ["samples/LongTailedDigits/Svg.cs"] = 3,
        ["samples/TorchSharpDigits/Report.cs"] = 3,
        ["src/LossDsl.TorchSharp/Operators/ValueCheck.cs"] = 1,
        ["src/LossDsl/GradientCheckResult.cs"] = 1,
        ["src/LossDsl/Runtime/DeclaredClasses.cs"] = 1,
        ["src/LossDsl/Runtime/Driver/Passes/ClassMask.cs"] = 1,
        ["src/LossDsl/Runtime/Facts/Check.Arguments.cs"] = 2,
        ["src/LossDsl/Runtime/Facts/Check.Constants.cs"] = 2,
        ["src/LossDsl/Runtime/Links/ClassPriors.cs"] = 1,
        ["tests/LossDsl.Calibration.Benchmarks/DeclarationText.cs"] = 1,
        ["tests/LossDsl.Calibration.Tests/CatalogueTests.cs"] = 1,
        ["tests/LossDsl.Calibration.Tests/ClassCountTests.cs"] = 1,
        ["tests/LossDsl.Calibration.Tests/EngineTests.cs"] = 1,
        ["tests/LossDsl.Calibration.Tests/Links/LinkMethodTests.cs"] = 1,
        ["tests/LossDsl.Calibration.Tests/Links/OpenLinkMethodTests.cs"] = 1,
        ["tests/LossDsl.Conformance/Comparing/Verdict.cs"] = 1,
        ["tests/LossDsl.Conformance/Compiling/LossAssembly.cs"] = 1,
        ["tests/LossDsl.Conformance/ConformanceTable.cs"] = 1,
        ["tests/LossDsl.Conformance/Mapping/Families/RegressionMappings.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Compiling/NameTests.cs"] = 5,
        ["tests/LossDsl.Generators.Tests/Compiling/PartTests.cs"] = 4,
        ["tests/LossDsl.Generators.Tests/Compiling/SelectionTests.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Diagnostics/HostTests.cs"] = 2,
        ["tests/LossDsl.Generators.Tests/Diagnostics/OtherGeneratorTests.cs"] = 2,
        ["tests/LossDsl.Generators.Tests/Diagnostics/PlacementRuleTests.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Diagnostics/Uses/SamplerTests.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Diagnostics/Uses/ScoreTests.cs"] = 2,
        ["tests/LossDsl.Generators.Tests/Diagnostics/Uses/UseAssert.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Fixes/FixAllTests.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Formulas/Formula.cs"] = 1,
        ["tests/LossDsl.Generators.Tests/Fuzzing/EdgeTests.cs"] = 1,
        ["tests/LossDsl.Gradients.Tests/CompiledDeclarations.cs"] = 1,
        ["tests/LossDsl.Gradients.Tests/CrossProduct.cs"] = 1,
        ["tests/LossDsl.Gradients.Tests/DeclarationText.cs"] = 1,
        ["tests/LossDsl.Operators.Tests/LinkTests.cs"] = 2,
        ["tests/LossDsl.TorchSharp.Benchmarks/Program.cs"] = 2,
        ["tests/LossDsl.TorchSharp.Conformance/SecondDerivative.cs"] = 1,
        ["tests/LossDsl.TorchSharp.Tests/Checks/TensorCheckTests.cs"] = 1,
        ["tests/LossDsl.TorchSharp.Tests/Lifetime/SoakTests.cs"] = 1,
        ["tests/LossDsl.TorchSharp.Tests/Porting/CrossEntropyPorts.cs"] = 1,
    };

    [Fact]
    public void No_line_is_too_long()
    {
        var root = Root();
        var found = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (File: file, Name: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(file => !file.Name.Split('/').Any(part => part is "bin" or "obj" or "artifacts"))
            .Where(file => !file.Name.Contains(".verified.", StringComparison.Ordinal))
            .ToDictionary(file => file.Name, file => File.ReadLines(file.File).Count(line => line.Length > Longest));
        Assert.Empty(found.Where(file => file.Value > Listed.GetValueOrDefault(file.Key)).Select(file => $"{file.Key}: {file.Value}"));
        Assert.Empty(Listed.Where(file => found.GetValueOrDefault(file.Key) < file.Value).Select(file => $"{file.Key} has fewer"));
    }

    private static string Root([CallerFilePath] string here = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
