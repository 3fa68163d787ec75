using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using LossDsl.Compiler;
using LossDsl.Generators.Tests;
using LossDsl.Runtime;
using Microsoft.CodeAnalysis;

namespace LossDsl.Gradients.Tests;

/// <summary>The kernels of <see cref="KernelCases"/>, emitted, compiled and loaded once for all tests.</summary>
public sealed class CompiledKernels : IDisposable
{
    private readonly AssemblyLoadContext context = new("kernels", isCollectible: true);
    private readonly Dictionary<string, IKernelRun> runs = [];

    public CompiledKernels()
    {
        var programs = KernelCases.All.ToDictionary(item => item.Name, item => ProgramBuilder.Of(item.Loss()));
        var compilation = Compilations.Create([.. programs.Select(item => Text(item.Key, item.Value))]);
        compilation = compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default)
            .WithOptimizationLevel(OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics) + "\n" + string.Join("\n", compilation.SyntaxTrees));
        image.Position = 0;
        var kernels = context.LoadFromStream(image).GetTypes().Where(type => typeof(ILossKernel).IsAssignableFrom(type)).ToList();
        foreach (var (name, known) in programs.Select(item => (item.Key, item.Value)))
        {
            var kernel = kernels.Single(type => type.Name.EndsWith("KernelOf" + name, StringComparison.Ordinal));
            double[] Table(double[] weights) => (double[])kernel.GetMethod("TableW")!.Invoke(null, [weights])!;
            var plan = (double[] weights, double[] matrix) => new LossPlan
            {
                Name = name,
                Components = [.. known.Loss.Components.Select(component => component.Name)],
                Denominators = [.. known.Loss.Components.Select(_ => Runtime.Denominator.Valid)],
                Reduction = Runtime.Reduction.Sum,
                Scalars = known.Schedule.Scalars.Count,
                Slots = known.Slots.Count,
                Tables = known.Schedule.Tables.Count == 0 ? [] : [Table(weights)],
                Matrices = known.Schedule.Matrices.Any() ? [matrix] : [],
            };
            runs.Add(name, (IKernelRun)Activator.CreateInstance(typeof(KernelRun<>).MakeGenericType(kernel), plan)!);
        }
    }

    internal IKernelRun this[string name] => runs[name];

    public void Dispose() => context.Unload();

    internal static string Text(string name, KernelProgram program)
    {
        var writer = new CodeWriter();
        using (writer.Block($"namespace {CSharp.KernelNamespace}"))
        {
            writer.Lines("using System;", "using System.Numerics;", "using System.Runtime.CompilerServices;", "");
            KernelEmitter.Emit(writer, "KernelOf" + name, [], program);
        }

        return writer.ToString();
    }
}
