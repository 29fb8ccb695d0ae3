using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// What a CPU's allocations of one label hold in one zone. Which frames these are is kept only where they are given back
/// one day: hundreds of thousands of CPUs remember the rest as a number.
/// </summary>
internal sealed class HeldBlocks(string label, ZoneRef zone, int order, MigrateType type, bool keepsFrames)
{
    private List<PfnRange>? _frames;

    public ZoneRef Zone { get; } = zone;

    public int Order { get; } = order;

    public MigrateType Type { get; } = type;

    public long Pages { get; private set; }

    /// <summary>The frames, neighbours as one range; none where they are not kept.</summary>
    public List<PfnRange> Frames => _frames ??= [];

    /// <summary>Whether it is what an allocation of this kind adds to.</summary>
    public bool IsOf(string itsLabel, ZoneRef itsZone, int itsOrder, MigrateType itsType) =>
        Zone == itsZone && Order == itsOrder && Type == itsType && string.Equals(label, itsLabel, StringComparison.Ordinal);

    public void Add(ReadOnlySpan<PfnRange> frames)
    {
        foreach (var range in frames)
        {
            Pages += range.Pages;
            if (keepsFrames)
            {
                Append(range);
            }
        }
    }

    private void Append(PfnRange range)
    {
        if (Frames.Count > 0 && Frames[^1].End == range.Start)
        {
            Frames[^1] = Frames[^1] with { End = range.End };
        }
        else
        {
            Frames.Add(range);
        }
    }
}
