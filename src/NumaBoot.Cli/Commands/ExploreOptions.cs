using System.CommandLine;
using NumaBoot.Machines;
using NumaBoot.Simulation;

namespace NumaBoot.Cli.Commands;

/// <summary>In which orders a boot is tried, how many, and until when.</summary>
internal sealed class ExploreOptions
{
    private const long UsualSchedules = 1_000;
    private const long MostOrders = 1_000_000;
    private const long MostThreads = 1_024;

    // More than anybody waits for: of a thousand a second, thirty years.
    private const long MostSchedules = 1_000_000_000_000;
    private const long MostDepth = 1_000;
    private const int UsualDepth = 3;

    // The small delays are those of a run without a seed; what is drawn is the order.
    private const long LatencySeed = 1;

    private readonly BootOptions _boot = new("the first seed of the orders: each schedule has the next; in the order time it moves the small delays");
    private readonly DisturbanceOptions _disturbances = new();

    private readonly Option<string> _order = new("--order")
    {
        Description = $"how the next delivery is chosen: {string.Join(", ", ExplorationOrders.Names)}",
        HelpName = "ORDER",
        DefaultValueFactory = _ => ExplorationOrder.Random.Name(),
    };

    private readonly Option<long?> _schedules = new("--schedules")
    {
        Description = $"how many schedules at most [default: {UsualSchedules}; exhaustive: {MostOrders}]",
        HelpName = "N",
    };

    private readonly Option<long> _threads = new("--threads")
    {
        Description = "how many threads search; what is found does not depend on it; exhaustive: 1 only, each order follows from the one before",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<long?> _depth = new("--depth")
    {
        Description = $"priority: how many constraints of order a fault may need [default: {UsualDepth}]",
        HelpName = "N",
    };

    private readonly Option<bool> _keepGoing = new("--keep-going")
    {
        Description = "go on after a broken invariant, and report each with the first seed that breaks it",
    };

    private readonly Option<bool> _breakFifo = new("--break-fifo")
    {
        Description = "let even two messages of one sender to one receiver change places, to show what then fails",
    };

    public void AddTo(Command command)
    {
        _boot.AddTo(command);
        command.Options.Add(_order);
        command.Options.Add(_schedules);
        command.Options.Add(_threads);
        command.Options.Add(_depth);
        command.Options.Add(_keepGoing);
        command.Options.Add(_breakFifo);
        _disturbances.AddTo(command);
    }

    /// <summary>The files that are read.</summary>
    public IEnumerable<NamedFile> Inputs(ParseResult parsed) => _boot.Inputs(parsed);

    /// <summary>All that an exploration is a function of.</summary>
    /// <exception cref="MachineInputException">Something is out of its range, or does not go with the order.</exception>
    public ExplorationSettings Read(ParseResult parsed)
    {
        string name = parsed.GetValue(_order)!;
        if (!ExplorationOrders.TryParse(name, out var order))
        {
            throw new MachineInputException(_order.Name, 0, string.Join(", ", ExplorationOrders.Names), name.Length == 0 ? "nothing" : name);
        }

        bool everyOrder = order == ExplorationOrder.Exhaustive;
        long first = _boot.Seed(parsed);
        long schedules = Require(_schedules.Name, parsed.GetValue(_schedules) ?? (everyOrder ? MostOrders : UsualSchedules), 1, MostSchedules);
        if (!everyOrder && first > long.MaxValue - schedules)
        {
            string all = schedules == 1 ? "" : $", so that each of {schedules} schedules has its own";
            throw new MachineInputException(_boot.SeedName, 0, $"a number from {long.MinValue} to {long.MaxValue - schedules}{all}", $"{first}");
        }

        long threads = Require(_threads.Name, parsed.GetValue(_threads), 1, MostThreads);
        if (everyOrder && threads > 1)
        {
            throw new MachineInputException(_threads.Name, 0, "1 where every order is tried: each follows from the one before", $"{threads}");
        }

        if (parsed.GetValue(_depth) is { } unused && order != ExplorationOrder.Priority)
        {
            throw new MachineInputException(_depth.Name, 0, $"{_order.Name} {ExplorationOrder.Priority.Name()} beside it", $"{_order.Name} {order.Name()}");
        }

        var disturbances = _disturbances.Read(parsed, everyOrder);
        long depth = Require(_depth.Name, parsed.GetValue(_depth) ?? UsualDepth, 1, MostDepth);
        return new ExplorationSettings(_boot.Read(parsed) with { Seed = LatencySeed }, order)
        {
            FirstSeed = first,
            Schedules = schedules,
            Threads = (int)threads,
            Depth = (int)depth,
            KeepsGoing = parsed.GetValue(_keepGoing),
            BreaksFifo = parsed.GetValue(_breakFifo),
            Disturbances = disturbances,
        };
    }

    /// <summary>The options that lead to the same broken invariants again, in as few schedules as will do.</summary>
    public IEnumerable<string> Reproduce(ParseResult parsed, ExplorationResult result)
    {
        var settings = result.Settings;
        bool everyOrder = settings.Order == ExplorationOrder.Exhaustive;
        long first = everyOrder ? settings.FirstSeed : result.Broken[0].Seed;
        long last = result.Broken[^1].Seed;
        return Words(parsed, settings, first, everyOrder ? last : last - first + 1);
    }

    /// <summary>The options that lead to the same exploration again, whatever the defaults of a later version.</summary>
    public IEnumerable<string> Repeat(ParseResult parsed, ExplorationSettings settings) =>
        Words(parsed, settings, settings.FirstSeed, settings.Schedules);

    private IEnumerable<string> Words(ParseResult parsed, ExplorationSettings settings, long first, long schedules)
    {
        foreach (string word in _boot.Reproduce(parsed, first))
        {
            yield return word;
        }

        string[] words = [_order.Name, settings.Order.Name(), _schedules.Name, $"{schedules}"];
        foreach (string word in words.Concat(Switches(parsed, settings)).Concat(_disturbances.Reproduce(parsed)))
        {
            yield return word;
        }
    }

    private IEnumerable<string> Switches(ParseResult parsed, ExplorationSettings settings)
    {
        if (settings.Order == ExplorationOrder.Priority)
        {
            yield return _depth.Name;
            yield return $"{settings.Depth}";
        }

        foreach (var option in new[] { _keepGoing, _breakFifo }.Where(parsed.GetValue))
        {
            yield return option.Name;
        }
    }

    private static long Require(string option, long number, long least, long most) => number >= least && number <= most
        ? number
        : throw new MachineInputException(option, 0, $"a number from {least} to {most}", $"{number}");
}
