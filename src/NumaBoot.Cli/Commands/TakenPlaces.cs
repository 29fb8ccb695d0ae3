using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>
/// The files of a command, each for one thing: a result that is written over an input, or over another result, is
/// refused, by whatever path it comes.
/// </summary>
internal sealed class TakenPlaces
{
    /// <summary>What stands for standard output.</summary>
    public const string StandardOutput = "-";

    // Where a system has it, it leads to the file that standard input comes from.
    private const string StandardInputFile = "/dev/stdin";

    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    /// <summary>Takes the places of inputs, which may be the same file twice.</summary>
    /// <param name="inputs">What is read.</param>
    public TakenPlaces(IEnumerable<NamedFile> inputs)
    {
        foreach (var (option, file) in inputs)
        {
            string place = RealPath.Of(file == MachineReader.StandardInput ? StandardInputFile : file);
            if (!RealPath.IsDevice(place))
            {
                _options.TryAdd(place, option);
            }
        }
    }

    /// <summary>Takes the place of a result.</summary>
    /// <exception cref="MachineInputException">It is taken.</exception>
    public void Take(NamedFile result)
    {
        string place = result.File == StandardOutput ? result.File : RealPath.Of(result.File);
        if (!_options.TryAdd(place, result.Option))
        {
            throw new MachineInputException(result.Option, 0, $"another file than that of {_options[place]}", result.File);
        }
    }

    /// <summary>Whether a file is one of them.</summary>
    public bool Contains(string file) => _options.ContainsKey(RealPath.Of(file));
}
