namespace LossDsl.Compiler;

/// <summary>What all generated C# shares: names from the root, and texts as C#.</summary>
internal static class CSharp
{
    /// <summary>The namespace of the library.</summary>
    public const string Root = "global::LossDsl";

    /// <summary>The namespace of what only generated code calls.</summary>
    public const string Runtime = "global::LossDsl.Runtime";

    /// <summary>The namespace of all kernels; they are local to their file.</summary>
    public const string KernelNamespace = "LossDsl.Runtime.Kernels";

    /// <summary>The member of KernelInput that a node of the operator Input reads.</summary>
    public static string Input(Node node) => "KernelInput." + InputTable.Row(node.Name!).Property;

    /// <summary>A text inside XML documentation.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A truth value as C#.</summary>
    public static string Bool(bool value) => value ? "true" : "false";

    /// <summary>A text as C#.</summary>
    public static string Literal(string text) => "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>What a refused method does where reflection calls it.</summary>
    public static string Refuse(string reason) => $"throw new global::System.NotSupportedException({Literal(reason)})";
}
