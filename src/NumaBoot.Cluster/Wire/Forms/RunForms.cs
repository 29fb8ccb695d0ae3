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
        Incarnation = it.Incarnation.ToProto(),
    };

    internal static Fence ToDomain(this Proto.Fence it) => new(it.RunId, it.Epoch.ToDomain(), it.Block.ToDomain(), it.Incarnation.ToDomain());

    internal static Proto.BlockStanding ToProto(this BlockStanding it) => new()
    {
        Block = it.Block.ToProto(),
        Incarnation = it.Incarnation.ToProto(),
        HorizonNs = it.HorizonNs.OrNoneToProto(),
        ReachedNs = it.ReachedNs.OrNoneToProto(),
        BeforeNs = it.BeforeNs.OrNoneToProto(),
    };

    internal static BlockStanding ToDomain(this Proto.BlockStanding it) => new(
        it.Block.ToDomain(),
        it.Incarnation.ToDomain(),
        it.HorizonNs.OrNoneToDomain(),
        it.ReachedNs.OrNoneToDomain(),
        it.BeforeNs.OrNoneToDomain());

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
        Horizons = it.Horizons.ToProto(),
        WasCutOff = it.WasCutOff,
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
        it.WasCutOff);

    internal static Proto.BlockEnding ToProto(this BlockEnding it) => new()
    {
        Report = it.Report?.ToProto(),
        Phases = { it.Phases.Select(each => each.ToProto()) },
        Violations = { it.Violations.Select(each => each.ToProto()) },
        Happened = it.Happened.ToProto(),
        Digests = { it.Digests.Select(each => new Proto.NodeDigest { Nid = each.Nid, Digest = each.Digest }) },
        Deliveries = it.Deliveries.ToProto(),
        LatestEndNs = it.LatestEndNs.ToProto(),
    };

    internal static BlockEnding ToDomain(this Proto.BlockEnding it) => new(
        it.Report?.ToDomain(),
        [.. it.Phases.Select(each => each.ToDomain())],
        [.. it.Violations.Select(each => each.ToDomain())],
        it.Happened.Present().ToDomain(),
        [.. it.Digests.Select(each => new NodeDigest(each.Nid, each.Digest))],
        it.Deliveries.ToDomain(),
        it.LatestEndNs.ToDomain());
}
