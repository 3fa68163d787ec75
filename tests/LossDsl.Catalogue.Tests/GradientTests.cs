using System.Linq;
using Xunit;

namespace LossDsl.Catalogue.Tests;

/// <summary>The gradient of every loss of the catalogue is the slope of its value, with the published defaults.</summary>
public class GradientTests
{
    /// <summary>Without the seesaw loss, whose factors are constants for the gradient.</summary>
    public static TheoryData<string> Names => [.. Entries.Types.Where(type => type != typeof(SeesawLoss)).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_gradient_is_the_slope(string name)
    {
        var loss = Entries.Create(typeof(FocalLoss).Assembly.GetType($"LossDsl.Catalogue.{name}", throwOnError: true)!);
        var options = new GradientCheckOptions { Scale = 0.4, Step = 1e-3, Tolerance = 1e-6, Epoch = loss.UsesEpoch ? 200 : null };
        var result = GradientCheck.Run(loss, options);
        Assert.True(result.Passed, result.ToString());
        Assert.True(result.Checked > 0);
    }
}
