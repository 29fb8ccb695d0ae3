using System.CommandLine;
using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>How many threads drive the nodes of a boot; the result is the same for any number.</summary>
internal sealed class RunThreads
{
    private const int MostThreads = 1024;

    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "how many threads drive the nodes; the result is the same for any number (default: one for each core, or one where the machine is small)",
        HelpName = "N",
    };

    public void AddTo(Command command) => command.Options.Add(_threads);

    /// <summary>Whether somebody asked for a number of threads.</summary>
    public bool AreGiven(ParseResult parsed) => parsed.GetValue(_threads) is not null;

    /// <summary>Complains about a number that is none, and about threads where the order has no use for them.</summary>
    public void Check(ParseResult parsed, bool isFree)
    {
        if (parsed.GetValue(_threads) is not { } threads)
        {
            return;
        }

        if (threads is < 1 or > MostThreads)
        {
            throw new MachineInputException(_threads.Name, 0, $"a number of threads from 1 to {MostThreads}", threads.ToString(CultureInfo.InvariantCulture));
        }

        if (isFree)
        {
            throw new MachineInputException(_threads.Name, 0, "--order time beside it, since a free order takes what threads there are", "--order free");
        }
    }

    /// <summary>How many to use.</summary>
    public int Of(ParseResult parsed, BootRequest request) =>
        parsed.GetValue(_threads) ?? (BootRun.IsLarge(request.Machine) ? Environment.ProcessorCount : 1);

    /// <summary>Tells how several of them got on.</summary>
    public static void Tell(BootResult result)
    {
        if (result.Horizons.All > 0)
        {
            Console.Error.WriteLine($"lanes: {HorizonLine.Write(result.Horizons)}");
        }
    }
}
