using System.CommandLine;
using System.Globalization;
using NumaBoot.Cli.Commands;

namespace NumaBoot.Cli;

/// <summary>The command <c>numaboot</c>.</summary>
internal static class Program
{
    private static readonly string Number = string.Create(CultureInfo.InvariantCulture, $": a whole number is expected, from {long.MinValue} to {long.MaxValue}");

    public static int Main(string[] arguments)
    {
        var root = new RootCommand("Simulates how a NUMA machine brings its memory to life at boot.")
        {
            RunCommand.Create(), ExploreCommand.Create(), ReplayCommand.Create(), CompareCommand.Create(), CalibrateCommand.Create(), MachineCommand.Create(), MemberCommand.Create(),
        };
        ExampleHelp.AddTo(root);
        var parsed = root.Parse(arguments);
        if (arguments.Length == 0)
        {
            parsed = root.Parse("--help");
        }
        else if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"numaboot: {Complaint(parsed)}; numaboot --help tells more");
            return ExitCodes.BadInput;
        }

        return Guard.Run(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }

    // Of a word that is no command the parser also says that a command is missing; the word says more. A mistyped option
    // says most: the words behind it may be what it was given.
    private static string Complaint(ParseResult parsed)
    {
        string message = UnknownOption.Complaints(parsed).FirstOrDefault() ?? Unmatched(parsed);
        return message.ReplaceLineEndings(" ")
            .Replace(" as expected type 'System.Int64'", Number, StringComparison.Ordinal)
            .Replace(" as expected type 'System.Nullable`1[System.Int64]'", Number, StringComparison.Ordinal)
            .Replace(" as expected type 'System.Nullable`1[System.Double]'", ": a number is expected", StringComparison.Ordinal)
            .Replace(" as expected type 'System.Nullable`1[System.Int32]'", ": a whole number is expected", StringComparison.Ordinal).TrimEnd('.');
    }

    private static string Unmatched(ParseResult parsed) => parsed.UnmatchedTokens.Count > 0
        ? $"unrecognised command or argument '{parsed.UnmatchedTokens[0]}'"
        : parsed.Errors[0].Message;
}
