using System.Globalization;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>Text that a Mermaid diagram shows as it is.</summary>
internal static class MermaidText
{
    // What begins a comment, ends a statement, opens an entity or is taken for markup.
    private const string Special = "#;<>%{}\"\\`";

    /// <summary>The text with every character written as an entity that means something to Mermaid.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            if (letter < ' ' || Special.Contains(letter, StringComparison.Ordinal))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)letter};");
            }
            else
            {
                escaped.Append(letter);
            }
        }

        return EscapeEnd(escaped.ToString());
    }

    /// <summary>The word "end" closes a block, wherever some versions find it.</summary>
    private static string EscapeEnd(string text) =>
        string.Join(' ', text.Split(' ').Select(word => word.Trim(',', '.', ':', ')', '(') is "end" or "End" or "END"
            ? word.Replace("e", "#101;", StringComparison.Ordinal).Replace("E", "#69;", StringComparison.Ordinal)
            : word));
}
