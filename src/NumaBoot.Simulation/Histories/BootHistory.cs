using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>How a boot went, node by node; the same whatever blocks its lanes shared.</summary>
public sealed class BootHistory
{
    private readonly Dictionary<(int Nid, HistoryLine Line), NodeLine> _lines = [];
    private readonly Dictionary<int, ImmutableArray<FreedFrames>> _freed;
    private readonly Dictionary<(int Nid, WaitPlace Place), WaitCounts> _waits = [];

    private BootHistory(ImmutableArray<BlockHistory> blocks)
    {
        foreach (var line in blocks.SelectMany(block => block.Lines))
        {
            _lines.Add((line.Nid, line.Line), line);
        }

        foreach (var waits in blocks.SelectMany(block => block.Waits))
        {
            _waits.Add((waits.Nid, waits.Place), waits);
        }

        // Grouping keeps the order of each node.
        _freed = blocks.SelectMany(block => block.Freed).GroupBy(freed => freed.Zone.Nid).ToDictionary(node => node.Key, node => node.ToImmutableArray());
    }

    /// <summary>Puts together what the blocks of a boot recorded.</summary>
    /// <exception cref="ArgumentException">Two blocks recorded the same line of a node, or the boot was not recorded.</exception>
    public static BootHistory Of(BootResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Histories.IsEmpty
            ? throw new ArgumentException("the history of this boot was not recorded", nameof(result))
            : new BootHistory(result.Histories);
    }

    /// <summary>A line of a node; without points where nothing was told of it.</summary>
    public NodeLine Line(int nid, HistoryLine line) => _lines.GetValueOrDefault((nid, line)) ?? new NodeLine(nid, line, 1, []);

    /// <summary>Pages of a node that came into free areas, in order.</summary>
    public ImmutableArray<FreedFrames> FreedOf(int nid) => _freed.GetValueOrDefault(nid, []);

    /// <summary>How long requests at a node took.</summary>
    public WaitCounts Waits(int nid, WaitPlace place) => _waits.GetValueOrDefault((nid, place)) ?? new WaitCounts(nid, place, 0, []);
}
