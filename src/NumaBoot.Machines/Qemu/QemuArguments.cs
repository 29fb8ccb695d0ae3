namespace NumaBoot.Machines;

/// <summary>What of QEMU's arguments describes a machine; all other options are passed over.</summary>
internal sealed class QemuArguments
{
    private static readonly string[] Known = ["-m", "-smp", "-object", "-numa", "-machine", "-M", "-append"];

    private readonly Dictionary<string, List<QemuOption>> _options = new(StringComparer.Ordinal);

    private QemuArguments(string file) => File = file;

    /// <summary>What messages call the arguments.</summary>
    public string File { get; }

    /// <summary>The kernel command line (<c>-append</c>).</summary>
    public string CommandLine { get; private set; } = "";

    /// <summary>What messages call the place of <c>-append</c>.</summary>
    public string CommandLinePlace { get; private set; } = "";

    /// <summary>The options of a name in their order.</summary>
    public IReadOnlyList<QemuOption> Of(string name) => _options.TryGetValue(name, out var options) ? options : [];

    /// <summary>The last option of a name, which is the one that counts; null where there is none.</summary>
    public QemuOption? Last(string name) => Of(name) is [.., var last] ? last : null;

    /// <summary>Reads the words of a command.</summary>
    /// <exception cref="MachineInputException">They say nothing of a machine, or an option lacks its value.</exception>
    public static QemuArguments Read(InputReader reader)
    {
        reader.MaxChars = InputLimits.MaxSmallChars;
        reader.LongLines = true;
        var arguments = new QemuArguments(reader.File);
        var words = ShellWords.Split(reader);
        for (int at = 0; at < words.Count; at++)
        {
            string name = words[at].Text.StartsWith("--", StringComparison.Ordinal) ? words[at].Text[1..] : words[at].Text;
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            if (++at == words.Count)
            {
                throw words[at - 1].Unexpected($"a value behind {name}", "");
            }

            arguments.Add(name == "-M" ? "-machine" : name, words[at]);
        }

        return arguments._options.Count > 0
            ? arguments
            : throw new MachineInputException(reader.File, 0, "QEMU's arguments (-m, -smp, -numa, -object, -machine)", "none of them");
    }

    private void Add(string name, InputLine value)
    {
        if (name == "-append")
        {
            CommandLine = value.Text.ReplaceLineEndings(" ").Trim();
            CommandLinePlace = $"{value.File}:{value.Number}";
            return;
        }

        if (!_options.TryGetValue(name, out var options))
        {
            _options[name] = options = [];
        }

        options.Add(new QemuOption(value));
    }
}
