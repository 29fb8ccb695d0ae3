using System.Globalization;
using System.Text;

namespace NumaBoot.Machines;

/// <summary>Text of an input, made fit for a terminal: one line, no control characters, not too long.</summary>
public static class PlainText
{
    /// <summary>The text with everything escaped that could move a cursor or break a line, cut to a length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxChars">How many characters to keep, at least 1; what was cut shows as "...".</param>
    public static string OneLine(string text, int maxChars)
    {
        var plain = new StringBuilder();
        foreach (char letter in text)
        {
            if (plain.Length >= maxChars)
            {
                return plain.Append("...").ToString();
            }

            if (IsHarmless(letter))
            {
                plain.Append(letter);
            }
            else
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
        }

        return plain.ToString();
    }

    /// <summary>The text in quotation marks, for messages.</summary>
    public static string Quoted(ReadOnlySpan<char> text)
    {
        const int enough = 256;
        return text.IsEmpty ? "nothing" : $"\"{text[..Math.Min(text.Length, enough)]}\"";
    }

    private static bool IsHarmless(char letter) => char.GetUnicodeCategory(letter) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned => false,
        _ => true,
    };
}
