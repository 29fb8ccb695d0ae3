using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>In which order the messages of one boot are delivered.</summary>
internal sealed class RunOrder
{
    private const string Time = "time";
    private const string Free = "free";

    // Nobody knows how long a boot on real threads takes; the largest take seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Option<string> _order = new("--order")
    {
        Description = $"who delivers next: {Time}, by virtual time, the same in every run; {Free}, by ordinary dispatching on all threads, without times and digest, another in every run",
        HelpName = "NAME",
        DefaultValueFactory = _ => Time,
    };

    public void AddTo(Command command) => command.Options.Add(_order);

    /// <summary>Complains about an order that there is not, and about a seed where none has a part in the order.</summary>
    public void Check(ParseResult parsed, BootOptions boot)
    {
        if (Name(parsed) is not (Time or Free))
        {
            string found = parsed.GetValue(_order) is { Length: > 0 } order ? order : "nothing";
            throw new MachineInputException(_order.Name, 0, $"{Time}, {Free}", found);
        }

        if (IsFree(parsed) && boot.HasSeed(parsed))
        {
            throw new MachineInputException(boot.SeedName, 0, $"{_order.Name} {Time} beside it, since no seed decides a free order", $"{_order.Name} {Free}");
        }
    }

    /// <summary>Whether nothing decides the order that could be asked for again.</summary>
    public bool IsFree(ParseResult parsed) => Name(parsed) == Free;

    /// <summary>Runs a boot in the order that was asked for.</summary>
    /// <param name="parsed">What was asked for.</param>
    /// <param name="request">Which boot.</param>
    /// <param name="threads">How many threads drive its nodes, where the order is one of virtual time.</param>
    /// <param name="observation">Who looks on.</param>
    /// <param name="progress">Hears how far it is; null for nobody.</param>
    /// <param name="stop">Ends it between two deliveries.</param>
    public BootResult Run(ParseResult parsed, BootRequest request, int threads, BootObservation observation, Action<BootProgress>? progress, CancellationToken stop)
    {
        if (!IsFree(parsed))
        {
            return new BootRun { Threads = threads, Observation = observation, Progress = progress }.Run(request, stop);
        }

        using var patience = new CancellationTokenSource(Patience);
        return new FreeRun { Observation = observation, Progress = progress, Patience = patience.Token }.Run(request, stop);
    }

    /// <summary>The words that ask for the same order again; none for the usual one.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed) => IsFree(parsed) ? [_order.Name, Free] : [];

    private string Name(ParseResult parsed) => new[] { Time, Free }.FirstOrDefault(name => name.Equals(parsed.GetValue(_order), StringComparison.OrdinalIgnoreCase)) ?? "";
}
