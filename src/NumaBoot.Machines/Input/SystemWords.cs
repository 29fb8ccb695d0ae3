namespace NumaBoot.Machines;

/// <summary>What the system says against a file, without the paths and the exclamation marks of whoever passes it on.</summary>
public static class SystemWords
{
    /// <summary>The words, as the end of a sentence.</summary>
    /// <param name="fault">What came of reading or writing a file.</param>
    public static string Of(Exception fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            UnauthorizedAccessException or System.Security.SecurityException => "permission denied",
            FileNotFoundException or DirectoryNotFoundException => "no such file or folder",
            _ => Shortened(fault.Message),
        };
    }

    // "No space left on device : '/dev/full'": which file it is, the complaint around it says.
    private static string Shortened(string message)
    {
        string line = message.Split('\n')[0];
        int path = line.IndexOf(" : '", StringComparison.Ordinal);
        line = (path < 0 ? line : line[..path]).TrimEnd('.', '\r');
        return line.Length > 1 && char.IsAsciiLetterLower(line[1]) ? char.ToLowerInvariant(line[0]) + line[1..] : line;
    }
}
