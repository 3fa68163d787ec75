using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>Losses whose declaration is in another assembly, and code without losses.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class LibraryTests
{
    private const string Loss = """
        using LossDsl;

        [Loss(Head.Softmax)]
        public sealed partial class Far
        {
            [Part] [CrossEntropy] private partial class First;

            [Part(Weight = 0.5)] [CrossEntropy] [Focal(Gamma = 2)] private partial class Second;
        }

        [Loss(Head.Softmax)] [CrossEntropy] [Focal(GammaFrom = nameof(Hidden))]
        public sealed partial class Bound
        {
            private double Hidden => 2;
        }
        """;

    [Fact]
    public async Task A_loss_of_another_assembly()
    {
        var reported = await InAnotherAssembly(
            "z.softmax(1); using var m = new Far().ToModule(); using var l = m.forward(z.softmax(1), y); l.backward(); using var k = "
                + "m.forward(z, y); k.backward();");
        Assert.Equal(["LDSL602", "LDSL601"], reported.Select(d => d.Id));
    }

    /// <summary>Private properties of another assembly cannot be seen, so that nothing is known for sure.</summary>
    [Fact]
    public async Task What_is_out_of_sight_is_not_judged()
        => Assert.Empty(await InAnotherAssembly(
            "z.softmax(1); using var m = new Bound().ToModule(); using var l = m.forward(z.softmax(1), y); l.backward();"));

    [Fact]
    public async Task Code_without_losses()
        => Assert.Empty(await Compilations.Analyze(TorchCompilations.Create(
            "using static TorchSharp.torch; public static class User { public static Tensor F(Tensor z, Tensor y) => "
                + "nn.functional.cross_entropy(z.softmax(1), y); }")));

    private static async Task<Diagnostic[]> InAnotherAssembly(string statements)
    {
        var library = TorchCompilations.Complete(Loss).WithAssemblyName("Library");
        var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        var user = TorchCompilations.Create(
            "using static TorchSharp.torch; public static class User { public static void F(Tensor z, Tensor y) { " + statements + " } }")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        Assert.Empty(Compilations.Complaints(user));
        return [.. await Compilations.Analyze(user)];
    }
}
