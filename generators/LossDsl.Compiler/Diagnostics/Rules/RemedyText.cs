using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace LossDsl.Compiler;

/// <summary>
/// Remedies as one text, the form in which a diagnostic carries them from the analyzer to the fix. Each field is its length, a
/// colon and its characters, so that no character needs an escape; <c>-</c> stands for a field that is null.
/// </summary>
public static class RemedyText
{
    /// <summary>Writes remedies.</summary>
    /// <param name="remedies">The remedies, the best first.</param>
    public static string Write(EquatableArray<Remedy> remedies)
    {
        var text = new StringBuilder();
        Number(text, remedies.Count);
        foreach (var remedy in remedies)
        {
            Field(text, remedy.Title);
            Number(text, remedy.Edits.Count);
            foreach (var edit in remedy.Edits)
            {
                Field(text, edit.Kind.ToString());
                Number(text, edit.Attribute);
                Number(text, edit.Part);
                Field(text, edit.Argument);
                Field(text, edit.Property);
                Field(text, edit.Text);
            }
        }

        return text.ToString();
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">It is no such text; the message says where it stops being one.</exception>
    public static EquatableArray<Remedy> Read(string text)
    {
        var reader = new Reader(text);
        var remedies = new List<Remedy>();
        for (var left = reader.Count(); left > 0; left--)
        {
            var title = reader.Required();
            var edits = new List<Edit>();
            for (var edit = reader.Count(); edit > 0; edit--)
            {
                edits.Add(new Edit(reader.Kind(), reader.Number())
                {
                    Part = reader.Number(),
                    Argument = reader.Field(),
                    Property = reader.Field(),
                    Text = reader.Field(),
                });
            }

            remedies.Add(new Remedy(title, edits.ToEquatable()));
        }

        reader.End();
        return remedies.ToEquatable();
    }

    private static void Number(StringBuilder text, int number) => Field(text, number.ToString(CultureInfo.InvariantCulture));

    private static void Field(StringBuilder text, string? field)
    {
        if (field is null)
            text.Append('-');
        else
            text.Append(field.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(field);
    }

    private sealed class Reader(string text)
    {
        private int position;

        public string? Field()
        {
            if (position < text.Length && text[position] == '-')
            {
                position++;
                return null;
            }

            var colon = text.IndexOf(':', position);
            if (colon < 0 || !Integer(text.Substring(position, colon - position), out var length) || length < 0
                || length > text.Length - colon - 1)
                throw Wrong("a length");
            position = colon + 1 + length;
            return text.Substring(colon + 1, length);
        }

        public string Required() => Field() ?? throw Wrong("a title");

        public int Number() => Integer(Field(), out var number) ? number : throw Wrong("a number");

        public int Count() => Number() is var count and >= 0 ? count : throw Wrong("a count");

        public EditKind Kind()
            => Enum.TryParse<EditKind>(Field(), out var kind)
                && Enum.IsDefined(typeof(EditKind), kind) ? kind : throw Wrong("a kind of edit");

        public void End()
        {
            if (position < text.Length)
                throw Wrong("the end");
        }

        private static bool Integer(string? field, out int number)
            => int.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

        private FormatException Wrong(string expected)
            => new($"No remedies: at or before character {position} of '{text}' {expected} is expected.");
    }
}
