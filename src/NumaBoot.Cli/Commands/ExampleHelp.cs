using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NumaBoot.Cli.Commands;

/// <summary>Help that ends with an example, below all the options, where a reader's eyes are when the text has scrolled by.</summary>
/// <param name="help">The help of any command.</param>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>Makes the help of the command and of all below it end with their examples.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new ExampleHelp((HelpAction)option.Action!);
        }
    }

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampleCommand command)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"Example: {command.Example}");
        }

        return code;
    }
}
