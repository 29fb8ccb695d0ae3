using System.CommandLine;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>Options that take results to files, or to standard output.</summary>
/// <param name="options">The options; one that is not given takes nothing.</param>
internal sealed class ResultFiles(params Option<string?>[] options)
{
    /// <summary>What stands for standard output.</summary>
    public const string StandardOutput = "-";

    public void AddTo(Command command)
    {
        foreach (var option in options)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether standard output belongs to one of them.</summary>
    public bool OwnStandardOutput(ParseResult parsed) => options.Any(option => parsed.GetValue(option) == StandardOutput);

    /// <summary>Tells what cannot be written before the work is done, not after.</summary>
    /// <exception cref="MachineInputException">A file cannot be written, or two want the same.</exception>
    public void Check(ParseResult parsed)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (parsed.GetValue(option) is not { } file)
            {
                continue;
            }

            string place = file;
            if (file != StandardOutput)
            {
                OutputPlaces.CheckFile(option.Name, file);
                place = Path.GetFullPath(file);
            }

            if (!taken.TryAdd(place, option.Name))
            {
                throw new MachineInputException(option.Name, 0, $"another file than that of {taken[place]}", file);
            }
        }
    }

    /// <summary>Writes what an option wants, if it is given.</summary>
    public static void Write(ParseResult parsed, Option<string?> option, Func<string> text)
    {
        if (parsed.GetValue(option) is not { } file)
        {
            return;
        }

        if (file == StandardOutput)
        {
            Console.Out.Write(text());
        }
        else
        {
            File.WriteAllText(file, text());
        }
    }
}
