using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;
using static TorchSharp.torch;

namespace LossDsl.TorchSharp.Tests.Standin;

/// <summary>What compiles against the stand-in has to compile against TorchSharp: it has nothing that is not there.</summary>
public class ApiTests
{
    [Fact]
    public void Every_member_of_the_stand_in_is_a_member_of_TorchSharp()
    {
        var real = Read();
        var ours = PublicApi.Print(typeof(Tensor).Assembly);

        Assert.True(ours.Values.Sum(lines => lines.Count) > 1000);
        var missing = ours.SelectMany(type => real.TryGetValue(type.Key, out var members)
            ? type.Value.Where(line => !members.Contains(line)).Select(line => $"{type.Key}: {line}")
            : [type.Key]).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    private static Dictionary<string, HashSet<string>> Read()
    {
        using var reader = new StreamReader(typeof(ApiTests).Assembly.GetManifestResourceStream("api-0.107.txt")!);
        var types = new Dictionary<string, HashSet<string>>();
        var members = new HashSet<string>();
        while (reader.ReadLine() is { } line)
            if (line.StartsWith(' '))
                members.Add(line.Trim());
            else if (!line.StartsWith('#'))
                types[line] = members = [];
        return types;
    }
}
