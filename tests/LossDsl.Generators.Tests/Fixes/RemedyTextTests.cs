using System;
using System.Linq;
using LossDsl.Compiler;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Remedies come out of a diagnostic as they went in.</summary>
public class RemedyTextTests
{
    private static readonly EquatableArray<Remedy> Remedies = new(
    [
        Remedy.Of("Say \"a: b\"\r\nand '-'", new Edit(EditKind.SetArgument, 3) { Part = 2, Argument = "Gamma", Text = "1e-5 /* 7:x */\n" }),
        Remedy.Of(""),
        Remedy.Of("π ≥ −1/j", new Edit(EditKind.RemoveLearnable, -1) { Property = "Gamma" },
            new Edit(EditKind.MakePartial, -1) { Text = "" }),
        .. Enum.GetValues<EditKind>().Select(kind => Remedy.Of(kind.ToString(), new Edit(kind, (int)kind))),
    ]);

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        Assert.Equal(Remedies, RemedyText.Read(RemedyText.Write(Remedies)));
        Assert.Equal(default, RemedyText.Read(RemedyText.Write(default)));
    }

    [Fact]
    public void ADiagnosticCarriesThem()
    {
        var problem = new Problem(LanguageRules.MustBePartial, -1, null, new(["X", "y"]));
        Assert.Equal(Remedies, Descriptors.RemediesOf(Descriptors.Diagnose(problem with { Remedies = Remedies }, Location.None)));
        Assert.Empty(Descriptors.RemediesOf(Descriptors.Diagnose(problem, Location.None)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("1:1")]
    [InlineData("1:01:0")]
    [InlineData("2:-1")]
    [InlineData("1:1-1:0")]
    [InlineData("1:11:a1:19:SomeKind1:02:-1---")]
    [InlineData("99999999999:1")]
    [InlineData("9:1")]
    public void WhatIsNoSuchTextIsRefused(string text)
        => Assert.StartsWith("No remedies: ", Assert.Throws<FormatException>(() => RemedyText.Read(text)).Message,
            StringComparison.Ordinal);
}
