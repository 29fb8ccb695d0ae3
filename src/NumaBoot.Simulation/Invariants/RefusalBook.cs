using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Who has refused an allocation that a CPU is at, each of whose blocks was asked for in every such request.</summary>
internal sealed class RefusalBook
{
    private readonly HashSet<ZoneRef> _atLow = [];
    private readonly HashSet<ZoneRef> _atMin = [];

    /// <summary>The first refusal that was wrong; null where all were right.</summary>
    public WrongRefusal? Wrong { get; private set; }

    /// <summary>Whether the zone that was heard last gave a part and refused the rest.</summary>
    public bool IsRestRefused { get; set; }

    public void Hear(in Refusal refusal)
    {
        if (!refusal.NoFragment)
        {
            (refusal.IsSlowPath ? _atMin : _atLow).Add(refusal.Zone);
        }

        Wrong ??= refusal.Wrong;
        IsRestRefused = refusal.GaveSome;
    }

    /// <summary>Whether a zone refused in the pass at the low mark, or in the one at the min mark.</summary>
    public bool Has(ZoneRef zone, bool slowPath) => (slowPath ? _atMin : _atLow).Contains(zone);
}
