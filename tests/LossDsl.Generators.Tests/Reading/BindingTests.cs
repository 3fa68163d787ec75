using LossDsl.Compiler;
using Xunit;

namespace LossDsl.Generators.Tests;

public class BindingTests
{
    [Theory]
    [InlineData("public double G { get; set; }", BindingState.Usable)]
    [InlineData("private float G => 1;", BindingState.Usable)]
    [InlineData("int G { get; init; }", BindingState.Usable)]
    [InlineData("long G => 1;", BindingState.NotNumeric)]
    [InlineData("double? G => 1;", BindingState.NotNumeric)]
    [InlineData("string G => \"\";", BindingState.NotNumeric)]
    [InlineData("static double G => 1;", BindingState.NotReadable)]
    [InlineData("double G { set { } }", BindingState.NotReadable)]
    [InlineData("double G;", BindingState.NotReadable)]
    [InlineData("double G() => 1;", BindingState.NotReadable)]
    [InlineData("", BindingState.Missing)]
    public void ThePropertyIsLookedUpOnTheClass(string body, BindingState state)
        => Assert.Equal(new BoundProperty("G", state), Read.Argument("[Focal(GammaFrom = \"G\")]", body).Bound);

    [Theory]
    [InlineData("double gama => 1;", "gama")]
    [InlineData("double GAMMA => 1;", "GAMMA")]
    [InlineData("double Gmm => 1; double Gammas => 2; double Gamut => 3;", "Gammas")]
    [InlineData("string Gama => \"\";", null)]
    [InlineData("static double Gama => 1;", null)]
    [InlineData("double Delta => 1;", null)]
    public void TheNearestUsablePropertyIsFound(string body, string? nearest)
        => Assert.Equal(
            new BoundProperty("Gamma", BindingState.Missing) { Nearest = nearest },
            Read.Argument("[Focal(GammaFrom = \"Gamma\")]", body).Bound);

    [Fact]
    public void TheArgumentKeepsItsName()
        => Assert.Equal("EpsilonFrom", Read.Argument("[PolyLoss(EpsilonFrom = \"G\")]").Name);

    [Fact]
    public void ANullIsAMissingProperty()
        => Assert.Equal(new BoundProperty("null", BindingState.Missing), Read.Argument("[Focal(GammaFrom = null)]").Bound);

    [Fact]
    public void AnInheritedPropertyCounts()
    {
        var declaration = Read.Class(
            "[Loss(Head.Softmax)] [Focal(GammaFrom = \"G\")] partial class X : Y; class Y { private double G => 1; }")!;
        Assert.Equal(new BoundProperty("G", BindingState.Usable), declaration.Attributes[1]["GammaFrom"]!.Bound);
    }

    [Fact]
    public void AKeywordIsEscapedForTheGeneratedCode()
        => Assert.Equal("@class", Read.Argument("[Focal(GammaFrom = \"class\")]", "double @class => 1;").Bound!.Name);

    [Fact]
    public void WhatWeGenerateOurselvesIsNoSourceOfHyperParameters()
    {
        const string Source = "[Loss(Head.Softmax)] [Focal(GammaFrom = \"G\")] partial class X;";
        var declaration = Read.Class(Source, generatedHalf: "partial class X : LossDsl.SoftmaxLoss { double G => 1; }")!;
        Assert.Equal(BindingState.Missing, declaration.Attributes[1]["GammaFrom"]!.Bound!.State);
    }
}
