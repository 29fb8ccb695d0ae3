using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.TestFixtures;

/// <summary>A meter that adds up what it hears, by a name such as <c>initialised Growth</c>.</summary>
internal sealed class SummedMeter : IBootMeter
{
    private static readonly string[] Driving = ["active", "crossed", "windows", "recoveries", "run ", "violations"];

    private readonly ConcurrentDictionary<string, long> _sums = new(StringComparer.Ordinal);

    /// <summary>How much was counted under a name.</summary>
    public long this[string name] => _sums.GetValueOrDefault(name);

    /// <summary>All that was counted, a line for each name; what stands is left out.</summary>
    public string Text => string.Join('\n', _sums.Where(pair => pair.Value != 0).Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal));

    /// <summary>The same without what is a matter of who drove the boot: what crossed, windows, losses, and how runs were told.</summary>
    public string Boot => string.Join('\n', Text.Split('\n').Where(line => !Array.Exists(Driving, line.StartsWith)));

    /// <summary>The blocks that were set up, in order.</summary>
    public ConcurrentQueue<HeardBlock> Blocks { get; } = [];

    /// <summary>How many boots the process is at.</summary>
    public long Active => this["active"];

    public void RunBegan() => Add("active", 1);

    public void RunLeft() => Add("active", -1);

    public void RunConcluded(BootOutcome outcome, ImmutableArray<Violation> violations)
    {
        Add($"run {outcome}", 1);
        Add("violations", violations.Length);
    }

    public IBlockMeter BlockBegan(BootPlan plan, IReadOnlyCollection<int> lanes, Activity? span)
    {
        var block = new HeardBlock(this, lanes);
        Blocks.Enqueue(block);
        return block;
    }

    public void WindowsEnded(PromiseKind bound, long windows) => Add("windows", windows);

    public void LanesRecovered() => Add("recoveries", 1);

    /// <summary>Adds to a sum.</summary>
    public void Add(string name, long value) => _sums.AddOrUpdate(name, value, (_, sum) => sum + value);
}
