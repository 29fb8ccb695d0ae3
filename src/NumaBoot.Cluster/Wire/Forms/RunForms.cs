using Google.Protobuf.Collections;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of the parts that messages of the protocol have in common.</summary>
internal static class RunForms
{
    internal static Proto.Fence ToProto(this Fence it) => new()
    {
        RunId = it.RunId,
        Epoch = it.Epoch.ToProto(),
        Block = it.Block.ToProto(),
    };

    internal static Fence ToDomain(this Proto.Fence it) => new(it.RunId, it.Epoch.ToDomain(), it.Block.ToDomain());

    internal static Proto.BootProgress ToProto(this BootProgress it) => new()
    {
        Phase = it.Phase,
        Deliveries = it.Deliveries.ToProto(),
        VirtualNs = it.VirtualNs.ToProto(),
    };

    internal static BootProgress ToDomain(this Proto.BootProgress it) => new(it.Phase, it.Deliveries.ToDomain(), it.VirtualNs.ToDomain());

    internal static Proto.RunEnding ToProto(this RunEnding it) => new()
    {
        Outcome = it.Outcome.ToProto(),
        Report = it.Report?.ToProto(),
        Phases = { it.Phases.Select(each => each.ToProto()) },
        Violations = { it.Violations.Select(each => each.ToProto()) },
        Happened = it.Happened.ToProto(),
        Digest = it.Digest,
        Deliveries = it.Deliveries.ToProto(),
        VirtualNs = it.VirtualNs.ToProto(),
        Horizons = { it.Horizons.ToProto() },
        WasCutOff = it.WasCutOff,
        Traces = { it.Traces.Select(each => each.ToProto()) },
        Histories = { it.Histories.Select(each => each.ToProto()) },
    };

    internal static RunEnding ToDomain(this Proto.RunEnding it) => new(
        it.Outcome.ToDomain(),
        it.Report?.ToDomain(),
        [.. it.Phases.Select(each => each.ToDomain())],
        [.. it.Violations.Select(each => each.ToDomain())],
        it.Happened.Present().ToDomain(),
        it.Digest,
        it.Deliveries.ToDomain(),
        it.VirtualNs.ToDomain(),
        it.Horizons.ToDomain(),
        it.WasCutOff)
    {
        Traces = [.. it.Traces.Select(each => each.ToDomain())],
        Histories = it.Histories.ToDomain(),
    };

    // Of each kind, how many windows it bound: the kinds are words, whose numbers here may change.
    private static IEnumerable<Proto.HorizonCount> ToProto(this HorizonCounts it) =>
        from kind in Enum.GetValues<PromiseKind>()
        where it[kind] != 0
        select new Proto.HorizonCount { Kind = kind.ToProto(), Count = it[kind].ToProto() };

    private static HorizonCounts ToDomain(this RepeatedField<Proto.HorizonCount> counts)
    {
        var byKind = HorizonCounts.None.ByKind.ToBuilder();
        foreach (var count in counts)
        {
            byKind[(int)count.Kind.ToDomain()] = count.Count.ToDomain();
        }

        return new HorizonCounts(byKind.MoveToImmutable());
    }
}
