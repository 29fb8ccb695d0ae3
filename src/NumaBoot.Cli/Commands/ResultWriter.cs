using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>
/// Writes results to the files that the user named. What cannot be written is an error, but one that waits: first all
/// else is written and told.
/// </summary>
internal sealed class ResultWriter
{
    private const int BufferBytes = 1 << 16;

    private MachineInputException? _fault;

    /// <summary>Writes a text, to standard output for <see cref="TakenPlaces.StandardOutput"/>.</summary>
    /// <returns>Whether it is written.</returns>
    public bool TryWrite(NamedFile result, string text)
    {
        if (result.File != TakenPlaces.StandardOutput)
        {
            return Try(result, () => File.WriteAllText(result.File, text));
        }

        Console.Out.Write(text);
        return true;
    }

    /// <summary>Writes what is told piece by piece, to standard output for <see cref="TakenPlaces.StandardOutput"/>.</summary>
    /// <returns>Whether it is written.</returns>
    public bool TryWrite(NamedFile result, Action<Stream> write)
    {
        if (result.File != TakenPlaces.StandardOutput)
        {
            return Try(result, () => Write(File.Create(result.File), write));
        }

        Console.Out.Flush();
        Write(Console.OpenStandardOutput(), write);
        return true;
    }

    /// <summary>Does what writes a file.</summary>
    /// <returns>Whether it is done.</returns>
    public bool Try(NamedFile result, Action write)
    {
        try
        {
            write();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            _fault ??= new MachineInputException(result.Option, 0, "a file that can be written", $"{result.File}: {SystemWords.Of(refused)}", refused);
            return false;
        }
    }

    /// <summary>Complains about the first file that could not be written, when all is told.</summary>
    /// <exception cref="MachineInputException">There is one.</exception>
    public void RequireAll()
    {
        if (_fault is not null)
        {
            throw _fault;
        }
    }

    private static void Write(Stream place, Action<Stream> write)
    {
        using var stream = new BufferedStream(place, BufferBytes);
        write(stream);
    }
}
