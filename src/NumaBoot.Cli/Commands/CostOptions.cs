using System.CommandLine;
using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>What things cost in virtual time, and how many threads late init has.</summary>
internal sealed class CostOptions
{
    private static readonly string NamesInWords = $"{string.Join(", ", CostProfiles.All.Select(profile => profile.Name))}, {LogFit.Name}";

    private readonly Option<string> _costs = new("--costs")
    {
        Description = $"what things cost in virtual time: {NamesInWords}; {LogFit.Name}: fitted to the times that the machine's own log tells",
        HelpName = "NAME",
        DefaultValueFactory = _ => CostModel.Generic.Name,
    };

    private readonly Option<int?> _initThreads;

    /// <param name="otherNames">How else the number of threads may be called.</param>
    public CostOptions(params string[] otherNames) => _initThreads = new Option<int?>("--init-threads", otherNames)
    {
        Description = "the most threads that initialise a node late in boot, where the policy has more than one (default: as many as it has CPUs)",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_costs);
        command.Options.Add(_initThreads);
    }

    /// <summary>Complains about a name that there is not, a number that is none, and costs where nothing costs anything.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="isFree">Whether the order has no virtual time.</param>
    public void Check(ParseResult parsed, bool isFree = false)
    {
        string name = parsed.GetValue(_costs)!;
        if (!IsLog(name) && CostProfiles.Find(name) is null)
        {
            throw new MachineInputException(_costs.Name, 0, NamesInWords, name.Length == 0 ? "nothing" : name);
        }

        if (isFree && parsed.GetResult(_costs) is { Implicit: false })
        {
            throw new MachineInputException(_costs.Name, 0, "--order time beside it, since nothing costs anything in a free order", "--order free");
        }

        if (parsed.GetValue(_initThreads) is < 1 or > InputLimits.MaxCpus)
        {
            string found = parsed.GetValue(_initThreads)!.Value.ToString(CultureInfo.InvariantCulture);
            throw new MachineInputException(_initThreads.Name, 0, $"a number of threads from 1 to {InputLimits.MaxCpus}", found);
        }
    }

    /// <summary>The boot with what was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="boot">What boot it is.</param>
    /// <param name="request">The boot.</param>
    /// <param name="stop">Ends the boots that a log is fitted with.</param>
    public BootRequest Apply(ParseResult parsed, BootOptions boot, BootRequest request, CancellationToken stop)
    {
        string name = parsed.GetValue(_costs)!;
        return request with
        {
            MostInitThreads = parsed.GetValue(_initThreads),
            Costs = IsLog(name) ? LogFit.Fit(boot.ReadAsLogged(parsed), stop) : CostProfiles.Find(name)!,
        };
    }

    /// <summary>The words that ask for the same again; none for what is usual.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed)
    {
        if (parsed.GetResult(_costs) is { Implicit: false })
        {
            yield return _costs.Name;
            yield return parsed.GetValue(_costs)!;
        }

        if (parsed.GetValue(_initThreads) is { } threads)
        {
            yield return _initThreads.Name;
            yield return threads.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static bool IsLog(string name) => name.Equals(LogFit.Name, StringComparison.OrdinalIgnoreCase);
}
