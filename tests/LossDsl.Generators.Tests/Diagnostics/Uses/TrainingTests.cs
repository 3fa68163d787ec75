using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>LDSL604, LDSL605 and LDSL607: losses in training loops.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class TrainingTests
{
    [Theory]
    [InlineData("using var m = new Weighted(counts).ToModule(); using (no_grad()) return {|LDSL604:m.forward(z, y)|}.item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using var mode = no_grad(); var l = {|LDSL604:m.forward(z, y)|}; return "
        + "l.ToSingle();")]
    [InlineData("using var m = new Balanced(counts).ToModule(); net.eval(); return (float){|LDSL604:m.forward(z, y)|};")]
    [InlineData("using var m = new Hardest().ToModule(); net.train(); net.eval(); foreach (var b in batches) "
        + "Console.WriteLine({|LDSL604:m.forward(b.X, b.Y)|}.item<float>()); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using var o = net.forward(x); net.eval(); return {|LDSL604:m.forward(o, "
        + "y)|}.item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using (no_grad()) Console.WriteLine({|LDSL604:m.forward(z, "
        + "y)|}.item<float>()); net.train(); return null;")]
    public Task Training_losses_in_evaluation(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Weighted(counts).ToModule(); return m.forward(z, y).item<float>();")]
    [InlineData("using var m = new Plain().ToModule(); using (no_grad()) return m.forward(z, y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using (no_grad()) net.forward(x); return m.forward(z, y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using (no_grad()) return m.forward(z, y);")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); net.train(); return m.forward(z, y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); if (batches.Count == 0) { net.eval(); } return m.forward(z, "
        + "y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); using var l = m.forward(z, y); l.backward(); return "
        + "l.item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); using var l = m.forward(z, y); (l * 2).backward(); return "
        + "l.item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); using var l = m.forward(z, y); "
        + "Console.WriteLine(l.item<float>()); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); if (batches.Count == 0) net.train(); return m.forward(z, "
        + "y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); net.eval(); var value = m.forward(z, y).item<float>(); net.train(); "
        + "return value;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using var part = nn.Linear(3, 3); using var o = net.forward(x); "
        + "part.eval(); return m.forward(o, y).item<float>();")]
    [InlineData("using var m = new Weighted(counts).ToModule(); m.eval(); return m.forward(z, y).item<float>();")]
    public Task Losses_that_are_read(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); {|LDSL605:m.forward(z, y)|}.backward(); return null;")]
    [InlineData("using var m = new Plain().ToModule(); return {|LDSL605:m.forward(z, y)|}.item<float>();")]
    [InlineData("using var m = new Plain().ToModule(); var l = {|LDSL605:m.forward(z, y)|}; l.backward(); return l.item<float>();")]
    [InlineData("using var m = new Plain().ToModule(); {|LDSL605:m.forward(z, y)|}; return null;")]
    [InlineData("using var m = new Plain().ToModule(); _ = {|LDSL605:m.call(z, y)|}; return null;")]
    [InlineData("Tensor l = {|LDSL605:Plain.Module.functional(new Plain(), z, y)|}; l.backward(); return l.shape;")]
    public Task Forgotten_tensors(string code) => UseAssert.ReportsOnTensors(code, scope: false);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); using var l = m.forward(z, y); l.backward(); return null;")]
    [InlineData("using var m = new Plain().ToModule(); using (var l = m.forward(z, y)) l.backward(); return null;")]
    [InlineData("using var m = new Plain().ToModule(); var l = m.forward(z, y); l.backward(); l.Dispose(); return null;")]
    [InlineData("using var m = new Plain().ToModule(); var l = m.forward(z, y); l.backward(); return l;")]
    [InlineData("using var m = new Plain().ToModule(); var l = m.forward(z, y); return l * 2;")]
    [InlineData("using var m = new Plain().ToModule(); var l = m.forward(z, y); batches.Add((l, l)); return null;")]
    [InlineData("using var m = new Plain().ToModule(); return m.forward(z, y);")]
    [InlineData("Tensor l; using var m = new Plain().ToModule(); l = m.forward(z, y); l.backward(); return l;")]
    public Task Tensors_with_an_owner(string code) => UseAssert.ReportsOnTensors(code, scope: false);

    /// <summary>A scope holds for whatever is called from inside, in whatever file it is opened.</summary>
    [Fact]
    public Task A_scope_elsewhere() => UseAssert.ReportsOnTensors(
        "using var m = new Plain().ToModule(); m.forward(z, y).backward(); return null;",
        "public static void Caller(Action step) { using var scope = NewDisposeScope(); step(); }",
        scope: false);

    private const string Loop = "foreach (var b in batches) ";

    [Theory]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "{ using var l = m.forward(b.X, b.Y); {|LDSL607:l.backward()|}; } optimizer.step(); return null;")]
    [InlineData("using var m = new Hardest().ToModule(); " + Loop
        + "{|LDSL607:(m.forward(b.X, b.Y) / 4).backward()|}; optimizer.step(); return null;")]
    [InlineData("using var m = new Ignoring().ToModule(); " + Loop
        + "{|LDSL607:m.forward(b.X, b.Y).div(4).backward()|}; optimizer.step(); return null;")]
    [InlineData("using var m = new Plain().ToModule(); " + Loop
        + "{|LDSL607:m.forward(b.X, b.Y, mask: y).backward()|}; optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); var i = 0; " + Loop
        + "{ {|LDSL607:m.forward(b.X, b.Y).backward()|}; if (++i % 4 == 0) { optimizer.step(); optimizer.zero_grad(); } } return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); for (var i = 0; i < 3; i++) {|LDSL607:m.forward(x.select(0, i), "
        + "y.select(0, i)).backward()|}; optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); for (var i = 0; i < 3; i++) { var (a, b) = batches[i]; "
        + "{|LDSL607:m.forward(net.forward(a), b.cpu()).backward()|}; } optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); foreach (var b in batches) {|LDSL607:m.forward(z, y, mask: "
        + "b.X).backward()|}; optimizer.step(); return null;")]
    public Task Means_of_means(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); " + Loop + "m.forward(b.X, b.Y).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Summed(counts).ToModule(); " + Loop + "m.forward(b.X, b.Y).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "m.forward(b.X, b.Y, normalizer: 64).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "{ m.forward(b.X, b.Y).backward(); optimizer.step(); } return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "{ optimizer.zero_grad(); m.forward(b.X, b.Y).backward(); } optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); m.forward(x, y).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "{ m.forward(b.X, b.Y).backward(); if (batches.Count > 3) optimizer.step(); } return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop + "m.forward(b.X, y).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); " + Loop
        + "{ var t = y.cpu(); m.forward(b.X, t).backward(); } optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); for (var i = 0; i < 3; i++) m.forward(z, y).backward(); optimizer.step(); "
        + "return null;")]
    [InlineData("var heads = new[] { nn.Linear(4, 3), nn.Linear(4, 3) }; using var m = new Weighted(counts).ToModule(); for (var i = 0; i "
        + "< 2; i++) m.forward(heads[i].forward(x), y.select(1, i)).backward(); optimizer.step(); return null;")]
    [InlineData("var losses = new[] { new Weighted(counts).ToModule(), new Weighted(counts).ToModule() }; for (var i = 0; i < 2; i++) "
        + "losses[i].forward(x.select(1, i), y.select(1, i)).backward(); optimizer.step(); return null;")]
    [InlineData("using var m = new Weighted(counts).ToModule(); using var h = new Hardest().ToModule(); foreach (var head in new[] { x, z "
        + "}) h.forward(head, y).backward(); optimizer.step(); return null;")]
    public Task One_mean_a_step(string code) => UseAssert.ReportsOnTensors(code);
}
