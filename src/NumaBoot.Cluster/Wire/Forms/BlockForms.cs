using System.Collections.Immutable;
using System.Runtime.Serialization;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of where a block of lanes stands, and of what came of it.</summary>
internal static class BlockForms
{
    internal static Proto.BlockState ToProto(this BlockState it) => new()
    {
        Promise = it.Promise.ToProto(),
        ReachedNs = it.ReachedNs.OrNoneToProto(),
        Deliveries = it.Deliveries.ToProto(),
        GoesOn = it.GoesOn,
        Progress = it.Progress?.ToProto(),
    };

    internal static BlockState ToDomain(this Proto.BlockState it) => new(
        it.Promise.Present().ToDomain(),
        it.ReachedNs.OrNoneToDomain(),
        it.Deliveries.ToDomain(),
        it.GoesOn,
        it.Progress?.ToDomain());

    internal static Proto.BlockInHand ToProto(this BlockInHand it) => new()
    {
        Block = it.Block.ToProto(),
        Nids = { it.Nids },
        Window = it.Window.ToProto(),
        ReachedByAllNs = it.ReachedByAllNs.OrNoneToProto(),
        State = it.State.ToProto(),
        Recent = { it.Recent.ToProto() },
    };

    internal static BlockInHand ToDomain(this Proto.BlockInHand it) => new(
        it.Block.ToDomain(),
        [.. it.Nids],
        it.Window.ToDomain(),
        it.ReachedByAllNs.OrNoneToDomain(),
        it.State.Present().ToDomain(),
        it.Recent.ToDomain());

    internal static Proto.BlockResult ToProto(this BlockResult it) => new()
    {
        Digests = { it.Digests.Select(pair => new Proto.NodeDigest { Nid = pair.Key, Digest = pair.Value }) },
        Deliveries = it.Deliveries.ToProto(),
        EndNs = it.EndNs.ToProto(),
        Violations = { it.Violations.Select(each => each.ToProto()) },
        Happened = it.Happened.ToProto(),
        Report = it.Report?.ToProto(),
        Phases = { it.Phases.Select(each => each.ToProto()) },
        Trace = it.Trace?.ToProto(),
        History = it.History?.ToProto(),
    };

    internal static BlockResult ToDomain(this Proto.BlockResult it) => new(
        Digests(it),
        it.Deliveries.ToDomain(),
        it.EndNs.ToDomain(),
        [.. it.Violations.Select(each => each.ToDomain())],
        it.Happened.Present().ToDomain(),
        it.Report?.ToDomain(),
        [.. it.Phases.Select(each => each.ToDomain())])
    {
        Trace = it.Trace?.ToDomain(),
        History = it.History?.ToDomain(),
    };

    private static Proto.Promise ToProto(this Promise it) => new() { AtNs = it.AtNs.OrNoneToProto(), Kind = it.Kind.ToProto() };

    private static Promise ToDomain(this Proto.Promise it) => new(it.AtNs.OrNoneToDomain(), it.Kind.ToDomain());

    private static ImmutableSortedDictionary<int, ulong> Digests(Proto.BlockResult it)
    {
        var digests = it.Digests.ToImmutableSortedDictionary(each => each.Nid, each => each.Digest);
        return digests.Count == it.Digests.Count
            ? digests
            : throw new SerializationException($"expected one digest a node, found {it.Digests.Count} for {digests.Count} nodes");
    }
}
