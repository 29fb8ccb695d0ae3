namespace NumaBoot.Cli;

/// <summary>A command as a person can paste it into a shell.</summary>
internal static class ShellLine
{
    /// <summary>The words, quoted where a shell would take them apart.</summary>
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Quote));

    private static string Quote(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./:=,@%+".Contains(letter, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
