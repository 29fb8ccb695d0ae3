using System.CommandLine;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>Options that take results to files, or to standard output.</summary>
/// <param name="options">The options; one that is not given takes nothing.</param>
internal sealed class ResultFiles(params Option<string?>[] options)
{
    public void AddTo(Command command)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether standard output belongs to one of them.</summary>
    public bool OwnStandardOutput(ParseResult parsed) => options.Any(option => parsed.GetValue(option) == TakenPlaces.StandardOutput);

    /// <summary>Tells what cannot be written before the work is done, not after.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="inputs">What the command reads.</param>
    /// <returns>All the files, for whoever chooses names of its own.</returns>
    /// <exception cref="MachineInputException">A file cannot be written, is an input, or two want the same.</exception>
    public TakenPlaces Check(ParseResult parsed, IEnumerable<NamedFile> inputs)
    {
        var taken = new TakenPlaces(inputs);
        foreach (var option in options)
        {
            if (parsed.GetValue(option) is not { } file)
            {
                continue;
            }

            if (file != TakenPlaces.StandardOutput)
            {
                OutputPlaces.CheckFile(option.Name, file);
            }

            taken.Take(new NamedFile(option.Name, file));
        }

        return taken;
    }

    /// <summary>Writes what an option wants, if it is given.</summary>
    public static void Write(ParseResult parsed, Option<string?> option, ResultWriter writer, Func<string> text)
    {
        if (parsed.GetValue(option) is { } file)
        {
            writer.TryWrite(new NamedFile(option.Name, file), text());
        }
    }
}
