using System.Collections.Immutable;
using System.Numerics;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Keeps the history of one block of lanes until the run is over. One thread records.</summary>
/// <param name="settings">How closely.</param>
internal sealed class HistoryRecorder(HistorySettings settings)
{
    private readonly SortedDictionary<(int Nid, HistoryLine Line), LineRecorder> _lines = [];
    private readonly ImmutableArray<FreedFrames>.Builder _freed = ImmutableArray.CreateBuilder<FreedFrames>();
    private readonly SortedDictionary<(int Nid, WaitPlace Place), (long LongestNs, List<long> Counts)> _waits = [];

    /// <summary>What was recorded so far.</summary>
    public BlockHistory Recorded => new(
        [.. _lines.Select(line => line.Value.Of(line.Key.Nid, line.Key.Line))],
        _freed.ToImmutable(),
        [.. _waits.Select(waits => new WaitCounts(waits.Key.Nid, waits.Key.Place, waits.Value.LongestNs, [.. waits.Value.Counts]))]);

    /// <summary>A line has another value.</summary>
    public void Set(int nid, HistoryLine line, long atNs, long value) => Of(nid, line).Set(atNs, value);

    /// <summary>A line has a value that is larger by so much, or smaller.</summary>
    public void Add(int nid, HistoryLine line, long atNs, long more)
    {
        var recorder = Of(nid, line);
        recorder.Set(atNs, recorder.Value + more);
    }

    /// <summary>Pages came into the free areas for the first time.</summary>
    public void Freed(ZoneRef zone, ImmutableArray<PfnRange> frames, FreedBy by, int who, long atNs)
    {
        foreach (var range in frames)
        {
            if (range.Pages > 0)
            {
                _freed.Add(new FreedFrames(zone, range, by, who, atNs));
            }
        }
    }

    /// <summary>A request was answered.</summary>
    /// <param name="nid">The node of who answered.</param>
    /// <param name="place">Who.</param>
    /// <param name="ns">How long after it had arrived, in nanoseconds of virtual time; at least 0.</param>
    public void Waited(int nid, WaitPlace place, long ns)
    {
        var (longestNs, counts) = _waits.GetValueOrDefault((nid, place), (0, []));
        int bucket = ns == 0 ? 0 : BitOperations.Log2((ulong)ns) + 1;
        while (counts.Count <= bucket)
        {
            counts.Add(0);
        }

        counts[bucket]++;
        _waits[(nid, place)] = (Math.Max(longestNs, ns), counts);
    }

    private LineRecorder Of(int nid, HistoryLine line)
    {
        if (!_lines.TryGetValue((nid, line), out var recorder))
        {
            _lines.Add((nid, line), recorder = new LineRecorder(settings.MostPoints));
        }

        return recorder;
    }
}
