using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace LossDsl.Generators.Tests;

/// <summary>A user's code with its generated halves, compiled without a warning and loaded; unloaded at the end.</summary>
internal sealed class LoadedLoss : IDisposable
{
    private readonly AssemblyLoadContext context = new("user", isCollectible: true);
    private readonly Assembly assembly;

    /// <summary>Generates, compiles and loads.</summary>
    /// <exception cref="InvalidOperationException">Something does not compile; the message shows the generated code.</exception>
    public LoadedLoss(params string[] sources)
        : this(Compilations.Complete(sources))
    {
    }

    /// <summary>Compiles both halves and loads.</summary>
    /// <exception cref="InvalidOperationException">Something does not compile; the message shows the generated code.</exception>
    public LoadedLoss(CSharpCompilation compilation)
    {
        var complaints = Compilations.Complaints(compilation).ToList();
        if (complaints.Count != 0)
            throw new InvalidOperationException(string.Join("\n", complaints) + "\n\n" + Numbered(compilation));
        using var image = new MemoryStream();

        // Complaints about documentation that the author left out are no reason not to run.
        var lenient = compilation.WithOptions(
            compilation.Options.WithGeneralDiagnosticOption(Microsoft.CodeAnalysis.ReportDiagnostic.Default));
        var result = lenient.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics) + "\n\n" + Numbered(compilation));
        image.Position = 0;
        assembly = context.LoadFromStream(image);
    }

    /// <summary>Constructs a type of the user's code.</summary>
    public T Create<T>(string type, params object[] arguments)
        => (T)Activator.CreateInstance(assembly.GetType(type, throwOnError: true)!, arguments)!;

    /// <summary>A type of the user's code.</summary>
    public Type Type(string name) => assembly.GetType(name, throwOnError: true)!;

    /// <summary>Calls a static method of the user's code.</summary>
    public T Invoke<T>(string type, string method, params object[] arguments)
        => (T)assembly.GetType(type, throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments)!;

    /// <inheritdoc/>
    public void Dispose() => context.Unload();

    /// <summary>The generated files with line numbers.</summary>
    public static string Numbered(CSharpCompilation compilation)
    {
        var text = new StringBuilder();
        foreach (var tree in compilation.SyntaxTrees.Where(t => !t.FilePath.StartsWith("/user/", StringComparison.Ordinal)))
        {
            text.Append("// ").AppendLine(tree.FilePath);
            foreach (var line in tree.GetText().Lines)
                text.Append($"{line.LineNumber + 1,5}  ").AppendLine(line.ToString());
        }

        return text.ToString();
    }
}
