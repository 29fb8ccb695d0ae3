using System.Text;

namespace NumaBoot.Machines;

/// <summary>Cuts a command into words as a shell does: quotation marks, backslashes, and comments at the start of a line.</summary>
internal static class ShellWords
{
    private const int MaxWords = 1 << 20;

    /// <summary>The words, each with the line that it starts on.</summary>
    /// <exception cref="MachineInputException">A quotation mark is never closed.</exception>
    public static List<InputLine> Split(InputReader reader)
    {
        var words = new List<InputLine>();
        var word = new StringBuilder();
        var start = default(InputLine);
        bool inWord = false;
        char quote = '\0';
        while (reader.TryRead(out var line))
        {
            if (quote == '\0' && !inWord && line.Text.AsSpan().TrimStart().StartsWith("#", StringComparison.Ordinal))
            {
                continue;
            }

            bool continued = Scan(line);
            if (quote != '\0')
            {
                word.Append('\n');
            }
            else if (!continued)
            {
                End();
            }
        }

        if (quote != '\0')
        {
            throw start.Unexpected($"a closing {quote}", word.ToString());
        }

        End();
        return words;

        bool Scan(InputLine line)
        {
            string text = line.Text;
            for (int at = 0; at < text.Length; at++)
            {
                char letter = text[at];
                if (letter == '\\' && quote != '\'' && at + 1 == text.Length)
                {
                    return true;
                }

                if (quote == '\0' && char.IsWhiteSpace(letter))
                {
                    End();
                    continue;
                }

                Begin(line);
                if (letter == '\\' && quote != '\'')
                {
                    word.Append(text[++at]);
                }
                else if (letter == quote)
                {
                    quote = '\0';
                }
                else if (quote == '\0' && (letter == '\'' || letter == '"'))
                {
                    quote = letter;
                }
                else
                {
                    word.Append(letter);
                }
            }

            return false;
        }

        void Begin(InputLine line)
        {
            start = inWord ? start : line;
            inWord = true;
        }

        void End()
        {
            if (!inWord)
            {
                return;
            }

            if (words.Count >= MaxWords)
            {
                throw start.Unexpected($"at most {MaxWords} words");
            }

            words.Add(start with { Text = word.ToString() });
            word.Clear();
            inWord = false;
        }
    }
}
