using System.CommandLine;
using System.Globalization;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>Where the timeline of a boot goes.</summary>
internal sealed class TimelineOption
{
    /// <summary>The option itself.</summary>
    public Option<string?> Option { get; } = new("--timeline")
    {
        Description = "write the boot in virtual time for Perfetto, speedscope and other viewers of the Trace Event format; -: to standard output, and nothing else there",
        HelpName = "FILE|-",
    };

    /// <summary>Whether there is to be one.</summary>
    public bool IsWanted(ParseResult parsed) => parsed.GetValue(Option) is not null;

    /// <summary>Writes it, if it is wanted, and tells what had no room in it.</summary>
    public void Write(ParseResult parsed, BootResult result, ResultWriter writer)
    {
        if (parsed.GetValue(Option) is not { } file)
        {
            return;
        }

        var timeline = Timeline.Of(result);
        if (!writer.TryWrite(new NamedFile(Option.Name, file), timeline.Write))
        {
            return;
        }

        Tell(timeline.LeftOut, "allocations are");
        Tell(timeline.WorkLeftOut, "stretches of work of init workers are");
    }

    private static void Tell(long leftOut, string what)
    {
        if (leftOut > 0)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"numaboot: {leftOut:N0} {what} not in the timeline, which had no room for them"));
        }
    }
}
