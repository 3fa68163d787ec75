using System.Threading.Tasks;
using Xunit;

namespace LossDsl.Generators.Tests;

/// <summary>LDSL606: rows of x and y that are drawn by the weights z.</summary>
[Trait(TorchCompilations.Needs, TorchCompilations.TorchSharp)]
public class SamplerTests
{
    private const string Module = "using var m = new Weighted(counts).ToModule(); ";
    private const string Draw = Module + "var rows = {|LDSL606:multinomial(z, 64, replacement: true)|}; ";
    private const string Step = "m.forward(net.forward(x[rows]), y[rows]).backward(); return null;";

    [Theory]
    [InlineData(Draw + Step)]
    [InlineData(Module + "var rows = {|LDSL606:z.multinomial(64, true)|}.cpu(); " + Step)]
    [InlineData(Module + "var rows = {|LDSL606:z[y].multinomial(y.shape[0], true)|}; " + Step)]
    [InlineData(Draw + "m.forward(net.forward(x.index_select(0, rows)), y.index_select(0, rows)).backward(); return null;")]
    [InlineData(Draw + "m.forward(net.forward(x.index(rows)), y.index(rows)).backward(); return null;")]
    [InlineData(Draw + "m.forward(net.forward(x[rows, TensorIndex.Colon]), y[TensorIndex.Tensor(rows), TensorIndex.Colon]).backward(); "
        + "return null;")]
    [InlineData(Draw + "m.call(net.forward(torch.index_select(x, 0, rows)), torch.index_select(y, 0, rows).to(int64)).backward(); return "
        + "null;")]
    [InlineData(Draw + "m.forward(target: y.take(rows), input: net.forward(x[rows])).backward(); return null;")]
    [InlineData(Draw + "using var a = x[rows]; using var b = torch.take(y, rows); using var o = net.forward(a); using var l = "
        + "m.forward(o, b); (l / 4).backward(); return l.item<float>();")]
    [InlineData(Draw + "var (a, o) = (x[rows], 0); m.forward(net.forward(a), y[rows]).backward(); return o;")]
    [InlineData(Draw + "for (var i = 0; i < 64; i += 8) { var part = rows.narrow(0, i, 8); m.forward(net.forward(x[part]), "
        + "y[part]).backward(); } return null;")]
    [InlineData(Draw + "for (var i = 0; i < 64; i += 8) { var part = rows[TensorIndex.Slice(i, i + 8)]; m.forward(net.forward(x[part]), "
        + "y[part]).backward(); } return null;")]
    [InlineData(Draw + "foreach (var part in rows.chunk(8)) m.forward(net.forward(x[part]), y[part]).backward(); return null;")]
    [InlineData(Draw + "foreach (var i in rows.data<long>().ToArray()) m.forward(net.forward(x[i]), y[i]).backward(); return null;")]
    [InlineData(Draw + "Action train = () => m.forward(net.forward(x[rows]), y[rows]).backward(); train(); return null;")]
    [InlineData("var rows = {|LDSL606:multinomial(z, 64, true)|}; Weighted.Module.functional(new Weighted(counts), net.forward(x[rows]), "
        + "y[rows]).backward(); return null;")]
    [InlineData("var rows = {|LDSL606:multinomial(z, 64, true)|}; return new "
        + "Weighted(counts).ForwardBackward(net.forward(x[rows]).data<float>().ToArray(), y[rows].data<long>().ToArray(), new float[192]);")]
    [InlineData("using var m = new HalfAdjusted(counts).ToModule(); var rows = {|LDSL606:multinomial(z, 64, true)|}; " + Step)]
    [InlineData("using var m = new GivenWeights([1, 2, 3]).ToModule(); var rows = {|LDSL606:multinomial(z, 64, true)|}; " + Step)]
    public Task Rows_by_weights(string code) => UseAssert.ReportsOnTensors(code);

    /// <summary>A variable that is half written may start with itself, where no search for its origin must go round for ever.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("Tensor t = t;")]
    [InlineData("Tensor t = t.cpu();")]
    public async Task Code_in_the_making(string begun)
    {
        var source = UseAssert.OnTensors(Module + "var rows = multinomial(z, 64, true); " + begun
            + " m.forward(x[rows], t).backward(); return null;");
        var reported = await Compilations.Analyze(TorchCompilations.Complete(source));
        Assert.DoesNotContain(reported, diagnostic => diagnostic.Id is "LDSL606" or "AD0001");
    }

    /// <summary>Once for each declaration.</summary>
    [Theory]
    [InlineData(Draw + "m.forward(net.forward(x[rows]), y[rows]).backward(); m.forward(net.forward(x[rows]), y[rows]).backward(); return "
        + "null;")]
    [InlineData(Module + "using var k = new HalfAdjusted(counts).ToModule(); var rows = {|LDSL606:{|LDSL606:multinomial(z, 64, true)|}|}; "
        + "k.forward(x[rows], y[rows]).backward(); " + Step)]
    public Task Rows_of_several_calls(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData("using var m = new Plain().ToModule(); var rows = multinomial(z, 64, true); " + Step)]
    [InlineData("using var m = new HalfSampled(counts).ToModule(); var rows = multinomial(z, 64, true); " + Step)]
    [InlineData("using var m = new AdjustedForNothing(counts).ToModule(); var rows = multinomial(z, 64, true); " + Step)]
    [InlineData("using var m = new WeightedTags(counts).ToModule(); var rows = multinomial(z, 64, true); " + Step)]
    [InlineData("using var m = nn.CrossEntropyLoss(z); var rows = multinomial(z, 64, true); " + Step)]
    public Task Losses_that_do_not_correct_or_say_so(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData(Module + "var rows = multinomial(z, 64); " + Step)]
    [InlineData(Module + "var rows = multinomial(z, 64, false); " + Step)]
    [InlineData(Module + "var rows = multinomial(z, 64, batches.Count > 8); " + Step)]
    [InlineData(Module + "var rows = multinomial(z, 1, true); " + Step)]
    [InlineData(Module + "var rows = multinomial(ones(64), 64, true); " + Step)]
    [InlineData(Module + "var rows = multinomial(full(64, 0.5), 64, true); " + Step)]
    [InlineData(Module + "var w = ones_like(y).to(float32); var rows = multinomial(w / y.shape[0], 64, true); " + Step)]
    [InlineData(Module + "var rows = full_like(y, 0.5).multinomial(64, true); " + Step)]
    [InlineData(Module + "var rows = net.forward(x).softmax(1).multinomial(64, true); " + Step)]
    [InlineData(Module + "var p = z.sigmoid(); var rows = p.select(1, 0).multinomial(64, true); " + Step)]
    [InlineData(Module + "var rows = randint(0, 64, 8); " + Step)]
    public Task Draws_that_do_not_follow_the_class(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData(Module + "var t = z.multinomial(64, true); m.forward(net.forward(x), t).backward(); return null;")]
    [InlineData(Module + "var t = net.forward(x).exp().multinomial(2, true); m.forward(net.forward(x), t.select(1, 0)).backward(); return "
        + "null;")]
    [InlineData(Module + "var t = z.multinomial(64, true); m.forward(net.forward(x[t]), t).backward(); return null;")]
    [InlineData(Module + "var rows = z.multinomial(64, true); m.forward(net.forward(x), y[rows]).backward(); return null;")]
    [InlineData(Module + "m.forward(net.forward(x[z.multinomial(64, true)]), y[z.multinomial(64, true)]).backward(); return null;")]
    [InlineData(Module + "var rows = z.multinomial(64, true); m.forward(net.forward(x[rows]), y).backward(); return null;")]
    [InlineData(Module + "var rows = z.multinomial(64, true); m.forward(net.forward(x[rows]), y.index_select(1, rows)).backward(); return "
        + "null;")]
    [InlineData(Module + "var rows = z.multinomial(64, true); m.forward(net.forward(x[rows]), y[TensorIndex.Colon, "
        + "TensorIndex.Tensor(rows)]).backward(); return null;")]
    public Task Draws_of_something_else(string code) => UseAssert.ReportsOnTensors(code);

    [Theory]
    [InlineData(Module + "var rows = randperm(64); if (batches.Count > 8) rows = multinomial(z, 64, true); " + Step)]
    [InlineData(Module + "var rows = batches.Count > 8 ? multinomial(z, 64, true) : randperm(64); " + Step)]
    [InlineData(Module + "var rows = multinomial(z, 64, true); rows.zero_(); " + Step)]
    [InlineData(Module + "var rows = Other(multinomial(z, 64, true)); " + Step)]
    [InlineData(Module + "var rows = multinomial(z, 64, true); return m.forward(net.forward(x[rows]), y[rows]).item<float>();")]
    [InlineData(Module + "var rows = multinomial(z, 64, true); return m.forward(net.forward(x[rows]), y[rows]);")]
    [InlineData("var rows = multinomial(z, 64, true); return new Weighted(counts).Forward(net.forward(x[rows]).data<float>().ToArray(), "
        + "y[rows].data<long>().ToArray());")]
    public Task What_is_not_certain(string code)
        => UseAssert.ReportsOnTensors(code, "private static Tensor Other(Tensor rows) => rows.flip(0);");

    private const string Both = "foreach (var b in loader) m.forward(net.forward(b[0]), b[1]).backward(); return null;";
    private const string Each = "foreach (var b in loader) m.forward(net.forward(b[\"x\"]), b[\"y\"]).backward(); return null;";

    [Theory]
    [InlineData(Draw + "using var loader = new DataLoader(null!, 8, rows.data<long>()); " + Each)]
    [InlineData(Draw + "using var loader = new DataLoader(null!, 8, rows.data<long>().ToArray()); " + Each)]
    [InlineData(Draw + "using var loader = utils.data.DataLoader(default(utils.data.Dataset)!, 8, shuffler: [.. rows.data<long>()]); "
        + Each)]
    [InlineData(Draw + "var order = rows.cpu().data<long>().ToList(); using var loader = utils.data.DataLoader(shuffler: "
        + "(IEnumerable<long>)order, batchSize: 8, dataset: default(utils.data.Dataset)!); " + Each)]
    [InlineData(Draw + "using var loader = new DataLoader(null!, 8, rows.data<long>()); for (var epoch = 0; epoch < 3; epoch++) foreach "
        + "(var b in loader) "
        + "{ var (a, t) = (b[\"x\"], b[\"y\"]); using var l = m.forward(net.forward(a), t.to(CPU)); l.backward(); optimizer.step(); "
        + "optimizer.zero_grad(); } return null;")]
    [InlineData(Module + "for (var epoch = 0; epoch < 3; epoch++) foreach (var b in new DataLoader(null!, 8, {|LDSL606:z.multinomial(64, "
        + "true)|}.data<long>()).Take(9)) "
        + "{ var t = b[\"y\"].to(int64); m.forward(net.forward(b[\"x\"]), t.cpu()).backward(); } return null;")]
    [InlineData(Draw + "foreach (var (a, b) in new DataLoader<int, (Tensor X, Tensor Y)>(null!, 8, (_, _) => (x, y), rows.data<long>())) "
        + "m.forward(net.forward(a), b).backward(); return null;")]
    [InlineData(Draw + "using var loader = utils.data.DataLoader(utils.data.TensorDataset(x, y), 8, rows.data<long>()); " + Both)]
    [InlineData(Draw + "using var loader = new IterableDataLoader(utils.data.TensorDataset(x, y), 8, rows.data<long>()); " + Both)]
    public Task Loaders_with_weights(string code) => UseAssert.ReportsOnTensors(code);

    private const string Drawn = Module + "var rows = multinomial(z, 64, replacement: true); ";

    [Theory]
    [InlineData("using var m = new HalfSampled(counts).ToModule(); var rows = multinomial(z, 64, true); using var loader = new "
        + "DataLoader(null!, 8, rows.data<long>()); " + Each)]
    [InlineData("using var m = new Plain().ToModule(); var rows = multinomial(z, 64, true); using var loader = new DataLoader(null!, 8, "
        + "rows.data<long>()); " + Each)]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, shuffle: rows.shape[0] > 8); " + Each)]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, randperm(64).data<long>()); " + Each)]
    [InlineData(Module + "using var loader = new DataLoader(null!, 8, multinomial(z, 64).data<long>()); " + Each)]
    [InlineData(Module + "using var loader = new DataLoader(null!, 8, multinomial(ones(64), 64, true).data<long>()); " + Each)]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, rows.data<long>().Select(i => 2 * i)); " + Each)]
    [InlineData(Drawn + "using var loader = batches.Count > 8 ? new DataLoader(null!, 8, rows.data<long>()) : new DataLoader(null!, 8); "
        + Each)]
    [InlineData(Drawn + "using var loader = Other(new DataLoader(null!, 8, rows.data<long>())); " + Each)]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, rows.data<long>()); foreach (var b in loader) "
        + "m.forward(net.forward(x), y).backward(); return null;")]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, rows.data<long>()); foreach (var b in loader) Console.WriteLine(b); "
        + "m.forward(net.forward(x), y).backward(); return null;")]
    [InlineData(Drawn + "using var loader = new DataLoader(null!, 8, rows.data<long>()); foreach (var b in loader) using (no_grad()) "
        + "Console.WriteLine({|LDSL604:m.forward(net.forward(b[\"x\"]), b[\"y\"])|}.item<float>()); return null;")]
    public Task Loaders_without_for_sure(string code)
        => UseAssert.ReportsOnTensors(code, "private static DataLoader Other(DataLoader loader) => new(null!, loader.batch_size);");
}
