using System.Text.Json.Serialization;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>One thing that a CPU does, in JSON; see <see cref="WorkItem"/>. What is left out has that type's default.</summary>
internal sealed record WorkItemDocument
{
    private const int LargestOrder = 20;
    private const long LargestCount = 1L << 40;

    /// <summary>When.</summary>
    public required WorkPhase Phase { get; init; }

    /// <summary>What.</summary>
    public required WorkKind Do { get; init; }

    /// <summary>How often, one after the other; 1 where left out.</summary>
    public int? Times { get; init; }

    /// <summary>Allocate: log2 of a block's pages.</summary>
    public int? Order { get; init; }

    /// <summary>Allocate: how many blocks.</summary>
    public long? Count { get; init; }

    /// <summary>Allocate: the preferred node.</summary>
    public int? Node { get; init; }

    /// <summary>Allocate: round robin over the nodes.</summary>
    public bool? Interleaved { get; init; }

    /// <summary>Allocate: the highest zone that will do.</summary>
    [JsonConverter(typeof(ZoneKindConverter))]
    public ZoneKind? ZoneLimit { get; init; }

    /// <summary>Allocate: the migrate type.</summary>
    public MigrateType? MigrateType { get; init; }

    /// <summary>Allocate: what a failure means.</summary>
    public WorkNeed? Need { get; init; }

    /// <summary>Allocate: whether page lists are used.</summary>
    public bool? PageList { get; init; }

    /// <summary>Compute: how long.</summary>
    public long? DurationNs { get; init; }

    /// <summary>What it is for, or what to give back.</summary>
    public string? Label { get; init; }

    /// <summary>The document of an item that is done <paramref name="times"/> times.</summary>
    public static WorkItemDocument Of(WorkItem item, int times)
    {
        bool allocates = item.Kind == WorkKind.Allocate;
        return new WorkItemDocument
        {
            Phase = item.Phase,
            Do = item.Kind,
            Times = times == 1 ? null : times,
            Order = allocates ? item.Order : null,
            Count = allocates ? item.Count : null,
            Node = allocates ? item.Nid : null,
            Interleaved = allocates && item.Interleaved ? true : null,
            ZoneLimit = allocates && item.HighestZone != ZoneKind.Normal ? item.HighestZone : null,
            MigrateType = allocates && item.Type != NumaBoot.Memory.MigrateType.Unmovable ? item.Type : null,
            Need = allocates ? item.Need : null,
            PageList = allocates && !item.UsesPageList ? false : null,
            DurationNs = item.Kind == WorkKind.Compute ? item.DurationNs : null,
            Label = item.Label.Length == 0 ? null : item.Label,
        };
    }

    /// <summary>The item of a document for one CPU.</summary>
    public WorkItem ToItem(int cpu) => new()
    {
        Cpu = cpu,
        Phase = Phase,
        Kind = Do,
        Order = Order ?? 0,
        Count = Count ?? 1,
        Nid = Node,
        Interleaved = Interleaved ?? false,
        HighestZone = ZoneLimit ?? ZoneKind.Normal,
        Type = MigrateType ?? NumaBoot.Memory.MigrateType.Unmovable,
        Need = Need ?? WorkNeed.Required,
        UsesPageList = PageList ?? true,
        DurationNs = DurationNs ?? 0,
        Label = Label ?? "",
    };

    /// <summary>Complains about values that are out of range or do not go together.</summary>
    public void RequireSense(JsonPlace place)
    {
        bool hasAllocation = Order is not null || Count is not null || Node is not null || Interleaved is not null
            || ZoneLimit is not null || MigrateType is not null || Need is not null || PageList is not null;
        Require(Do == WorkKind.Allocate || !hasAllocation, "order, count, node and the like only to allocate");
        Require(Do == WorkKind.Compute == DurationNs is not null, "durationNs to compute, and only then");
        Require(Do != WorkKind.Free || !string.IsNullOrEmpty(Label), "the label of what to free");
        Require((Order ?? 0) is >= 0 and <= LargestOrder, $"an order from 0 to {LargestOrder}");
        Require((Count ?? 1) is >= 1 and <= LargestCount, $"a count from 1 to {LargestCount}");
        Require((Node ?? 0) is >= 0 and < InputLimits.MaxNodes, $"a node below {InputLimits.MaxNodes}");
        Require(Interleaved is not true || Node is null, "a node or interleaving, not both");
        Require((DurationNs ?? 0) is >= 0 and <= InputLimits.MaxComputeNs, $"a durationNs from 0 to {InputLimits.MaxComputeNs}");
        Require((Times ?? 1) is >= 1 and <= InputLimits.MaxWorkItems, $"times from 1 to {InputLimits.MaxWorkItems}");

        void Require(bool holds, string expected)
        {
            if (!holds)
            {
                throw place.Unexpected(expected, $"an item of the workload that does not fit: {this.Phase}, {this.Do}, {this.Label}");
            }
        }
    }
}
