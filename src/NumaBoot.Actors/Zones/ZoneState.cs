using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>All that a zone knows; it outlives the actor instance.</summary>
internal sealed class ZoneState(ZonePlan plan, MemoryGeometry geometry)
{
    public ZonePlan Plan { get; } = plan;

    /// <summary>Its pages.</summary>
    public ZonePool Pool { get; } = new(plan.Layout, geometry, plan.ProvisionalManagedPages);

    /// <summary>Whether growth has been disabled for good, as far as the zone knows (the static key).</summary>
    public bool IsGrowthDisabled { get; set; }

    /// <summary>The step of the boot that it told its node last that it has done.</summary>
    public BootStep? LastStep { get; set; }

    /// <summary>The number of the report that it answered last; 0 for none.</summary>
    public long LastReport { get; set; }

    /// <summary>Requests to grow made so far; their ids are counted by it.</summary>
    public long Asks { get; set; }

    /// <summary>Each request that asked to grow for itself.</summary>
    public Dictionary<RequestId, PendingTake> Asking { get; } = [];

    /// <summary>What a growth builds, between the grant and the end of the work on the asking CPU.</summary>
    public Dictionary<RequestId, ImmutableArray<PfnRange>> Building { get; } = [];

    /// <summary>Requests that wait for the zone's one request to grow.</summary>
    public List<PendingTake> Waiting { get; } = [];

    /// <summary>The latest request of each CPU that was refused, in whole or in part.</summary>
    public Dictionary<ActorAddress, RequestId> LastRefused { get; } = [];

    /// <summary>The zone's one request to grow, while it is not answered.</summary>
    public RequestId? AskedForAll { get; set; }
}
