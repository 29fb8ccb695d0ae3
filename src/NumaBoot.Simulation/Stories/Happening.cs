using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Something that an actor did in a delivery, as it told the ledger or somebody else.</summary>
internal abstract record Happening
{
    /// <summary>Pages with which something was done that must not be, whatever the invariant; empty where nothing was.</summary>
    public virtual PfnRange Wrong => PfnRange.Empty;

    /// <summary>Pages were initialised; some perhaps for the second time.</summary>
    public sealed record Initialised(ZoneRef Zone, ImmutableArray<PfnRange> Frames, PageBuilder Builder, PfnRange Twice, int? TwiceUnder) : Happening
    {
        /// <inheritdoc />
        public override PfnRange Wrong => Twice;
    }

    /// <summary>Pages entered the free areas; some perhaps were free, or held by a CPU.</summary>
    public sealed record Freed(ZoneRef Zone, ImmutableArray<PfnRange> Frames, PfnRange Occupied, int? Holder) : Happening
    {
        /// <inheritdoc />
        public override PfnRange Wrong => Occupied;
    }

    /// <summary>A CPU got pages; some perhaps were not free, or held by a CPU.</summary>
    public sealed record Taken(ZoneRef Zone, int Cpu, ImmutableArray<PfnRange> Frames, PfnRange Occupied, int? Holder) : Happening
    {
        /// <inheritdoc />
        public override PfnRange Wrong => Occupied;
    }

    /// <summary>A CPU's pages are free again; some perhaps it did not hold.</summary>
    public sealed record GivenBack(ZoneRef Zone, int Cpu, ImmutableArray<PfnRange> Frames, PfnRange NotHeld) : Happening
    {
        /// <inheritdoc />
        public override PfnRange Wrong => NotHeld;
    }

    /// <summary>A letter arrived and was not read.</summary>
    public sealed record Unread(UnreadLetter Why) : Happening;

    /// <summary>A zone refused a request while it had so many free pages.</summary>
    public sealed record Refused(RequestId Id, ZoneRef Zone, Demand Demand, long FreePages) : Happening;

    /// <summary>The frontier was set.</summary>
    public sealed record FrontierSet(int Nid, long Before, long After) : Happening;

    /// <summary>The writer answered a request to grow.</summary>
    public sealed record GrowthAnswered(RequestId Ask, bool Grew) : Happening;

    /// <summary>A request was answered yes although nothing was built.</summary>
    public sealed record ToldToTryAgain(ZoneRef Zone) : Happening;

    /// <summary>A CPU asks for a growth while it builds one.</summary>
    public sealed record WaitsForOwnGrowth(int Cpu) : Happening;

    /// <summary>A CPU puts off a growth until the handler of an interrupt is over.</summary>
    public sealed record PutOff(RequestId Growth) : Happening;

    /// <summary>It goes on.</summary>
    public sealed record GoesOn(RequestId Growth) : Happening;

    /// <summary>An init job claimed what was left; that was from this frontier on.</summary>
    public sealed record Claimed(int Nid, long From) : Happening;

    /// <summary>A node acknowledged the disable.</summary>
    public sealed record Acknowledged(int Nid) : Happening;

    /// <summary>All pages of a node are done.</summary>
    public sealed record NodeDone(int Nid) : Happening;

    /// <summary>An allocation was served by another node, or failed.</summary>
    public sealed record Ended(AllocationEnd End) : Happening;

    /// <summary>The boot is over.</summary>
    public sealed record BootOver(bool Booted) : Happening;

    /// <summary>A message was sent.</summary>
    public sealed record Told(ActorAddress To, IBootMessage Message) : Happening;
}
