namespace NumaBoot.Cli.Commands;

/// <summary>Paths by which the same file is seen to be the same: absolute, without symbolic links.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private const string Devices = "/dev/";

    /// <summary>The path of a file that need not be there.</summary>
    /// <param name="path">Any path.</param>
    public static string Of(string path)
    {
        string full = Path.IsPathRooted(path) ? path : Path.Combine(Environment.CurrentDirectory, path);
        string at = Path.GetPathRoot(full)!;
        var steps = new Stack<string>();
        Push(steps, full[at.Length..]);
        for (int links = 0; steps.TryPop(out string? step);)
        {
            if (step == "..")
            {
                at = Path.GetDirectoryName(at) ?? at;
                continue;
            }

            string next = Path.Combine(at, step);
            if (links < MostLinks && Target(next) is { } target)
            {
                links++;
                string root = Path.GetPathRoot(target) ?? "";
                at = root.Length > 0 ? root : at;
                Push(steps, target[root.Length..]);
                continue;
            }

            at = next;
        }

        return at;
    }

    /// <summary>Whether a path without links leads to a device: a terminal may be read and written at once.</summary>
    public static bool IsDevice(string path) => path.StartsWith(Devices, StringComparison.Ordinal);

    private static void Push(Stack<string> steps, string path)
    {
        foreach (string step in path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries).Where(step => step != ".").Reverse())
        {
            steps.Push(step);
        }
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Who may not look at a link may not follow it either.
            return null;
        }
    }
}
