using System.CommandLine;
using NumaBoot.Actors;
using NumaBoot.Machines;

namespace NumaBoot.Cli.Commands;

/// <summary>How many disturbances of each kind come in each schedule.</summary>
internal sealed class DisturbanceOptions
{
    private const long Most = 1_000;

    private readonly Option<long> _interrupts = Make("--interrupts", "interrupts whose handlers allocate, on any CPU");
    private readonly Option<long> _lose = Make("--lose", "messages between nodes that are lost");
    private readonly Option<long> _duplicate = Make("--duplicate", "messages between nodes that arrive twice");
    private readonly Option<long> _delay = Make("--delay", "messages between nodes that are late");
    private readonly Option<long> _crash = Make("--crash", "actors that crash and are restarted");
    private readonly Option<long> _pause = Make("--pause", "actors that handle nothing for a while");
    private readonly Option<long> _slowNode = Make("--slow-node", "nodes of which nobody handles anything for a while");

    private IEnumerable<Option<long>> All => [_interrupts, _lose, _duplicate, _delay, _crash, _pause, _slowNode];

    /// <summary>What only moves deliveries, which trying all orders does anyway.</summary>
    private IEnumerable<Option<long>> Movers => [_delay, _pause, _slowNode];

    public void AddTo(Command command)
    {
        foreach (var option in All)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>How many are wanted.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="everyOrder">Whether every order is tried.</param>
    /// <exception cref="MachineInputException">Less than none, or what makes no sense where every order is tried.</exception>
    public DisturbanceCounts Read(ParseResult parsed, bool everyOrder)
    {
        foreach (var option in All)
        {
            long count = parsed.GetValue(option);
            if (count is < 0 or > Most)
            {
                throw new MachineInputException(option.Name, 0, $"a number from 0 to {Most}", $"{count}");
            }
        }

        if (everyOrder && Movers.FirstOrDefault(option => parsed.GetValue(option) > 0) is { } mover)
        {
            throw new MachineInputException(mover.Name, 0, "an order with seeds: exhaustive moves every delivery as far as it can go anyway", $"{parsed.GetValue(mover)}");
        }

        return new DisturbanceCounts
        {
            Interrupts = parsed.GetValue(_interrupts),
            Lost = parsed.GetValue(_lose),
            Duplicated = parsed.GetValue(_duplicate),
            Delayed = parsed.GetValue(_delay),
            Crashed = parsed.GetValue(_crash),
            Paused = parsed.GetValue(_pause),
            Slowed = parsed.GetValue(_slowNode),
        };
    }

    /// <summary>The words that ask for the same.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed) =>
        All.Where(option => parsed.GetValue(option) > 0).SelectMany(option => new[] { option.Name, $"{parsed.GetValue(option)}" });

    private static Option<long> Make(string name, string what) => new(name)
    {
        Description = $"in each schedule, up to so many {what}",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };
}
