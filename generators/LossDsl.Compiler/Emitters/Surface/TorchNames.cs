using System.Text;

namespace LossDsl.Compiler;

/// <summary>Names in the spelling of PyTorch.</summary>
internal static class TorchNames
{
    /// <summary>Snake case: label_smoothing for LabelSmoothing, l2_weight for L2Weight.</summary>
    public static string Snake(string name)
    {
        name = name.TrimStart('@');
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsUpper(name[i]) && name[i - 1] != '_'
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (startsWord)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}
