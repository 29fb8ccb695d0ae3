using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>Tells whether results can be written where they are wanted, and leaves nothing behind.</summary>
internal static class OutputPlaces
{
    /// <summary>Complains about a file that cannot be written.</summary>
    /// <exception cref="MachineInputException">It cannot.</exception>
    public static void CheckFile(string option, string file)
    {
        if (string.IsNullOrWhiteSpace(file))
        {
            throw new MachineInputException(option, 0, "a file", "nothing");
        }

        if (Directory.Exists(file))
        {
            throw new MachineInputException(option, 0, "a file", $"the folder {file}");
        }

        if (!Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
        {
            throw new MachineInputException(option, 0, "a file in a folder that exists", file);
        }

        if (!CanWrite(file))
        {
            throw new MachineInputException(option, 0, "a file that can be written", file);
        }
    }

    /// <summary>Complains about a folder that is none, or cannot be made.</summary>
    /// <exception cref="MachineInputException">It cannot.</exception>
    public static void CheckFolder(string option, string folder)
    {
        if (string.IsNullOrWhiteSpace(folder))
        {
            throw new MachineInputException(option, 0, "a folder", "nothing");
        }

        if (File.Exists(folder))
        {
            throw new MachineInputException(option, 0, "a folder", $"the file {folder}");
        }

        if (!Directory.Exists(folder) && !CanMake(Path.GetFullPath(folder)))
        {
            throw new MachineInputException(option, 0, "a folder that can be made", folder);
        }
    }

    // What is there is not opened: a pipe's reader would take that for the end of all output.
    private static bool CanWrite(string file)
    {
        if (File.Exists(file))
        {
            return !new FileInfo(file).IsReadOnly;
        }

        return Succeeds(() =>
        {
            using (File.Open(file, FileMode.CreateNew, FileAccess.Write))
            {
                // That it can be made is all that matters here.
            }

            File.Delete(file);
        });
    }

    private static bool CanMake(string folder)
    {
        var made = new Stack<string>();
        for (string? missing = folder; missing is not null && !Directory.Exists(missing); missing = Path.GetDirectoryName(missing))
        {
            made.Push(missing);
        }

        string[] fromTheTop = [.. made];
        return Succeeds(() =>
        {
            Directory.CreateDirectory(folder);
            foreach (string path in fromTheTop.Reverse())
            {
                Directory.Delete(path);
            }
        });
    }

    private static bool Succeeds(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
