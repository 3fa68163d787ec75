using System.Linq;
using System.Threading.Tasks;
using Xunit;
using static VerifyXunit.Verifier;

namespace LossDsl.Generators.Tests;

/// <summary>What the analyzer says about uses, to be read by people.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class UseMessageTests
{
    [Fact]
    public async Task Uses()
    {
        var compilation = TorchCompilations.Complete(UseAssert.OnTensors(
            """

            using var plain = new Plain().ToModule();
            using var focused = new Focused().ToModule();
            using var half = new HalfAdjusted(counts).ToModule();
            using var tags = new AsymmetricTags().ToModule();
            using var weighted = new Weighted(counts).ToModule();
            using var hardest = new Hardest().ToModule();
            plain.forward(x.softmax(1), y).backward();
            using var tagging = tags.forward(y, y);
            var applies = y > 0;
            using var first = focused.forward(z, y);
            var probabilities = z.softmax(1);
            using var second = half.forward(x, y);
            var predicted = x.argmax(1);
            foreach (var b in batches)
            {
                using var l = weighted.forward(b.X, b.Y);
                l.backward();
                using var k = hardest.forward(b.X, b.Y);
                k.backward();
            }

            optimizer.step();
            var rows = multinomial(z, 64, replacement: true);
            using var resampled = weighted.forward(x[rows], y[rows]);
            resampled.backward();
            using (no_grad())
                return (hardest.forward(net.forward(x), y).item<float>(), probabilities, predicted, applies);
            """,
            scope: false));
        Assert.Empty(Compilations.Complaints(compilation));
        await Verify(string.Join("\n\n",
            (await Compilations.Analyze(compilation)).Where(d => d.Id.StartsWith("LDSL6", System.StringComparison.Ordinal))
                .Select(Carets.Describe)));
    }
}
