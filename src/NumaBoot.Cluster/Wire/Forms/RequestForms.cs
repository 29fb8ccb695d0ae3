using System.Runtime.Serialization;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>The wire form of a whole boot.</summary>
internal static class RequestForms
{
    // What messages call a machine that came over the wire.
    private const string Place = "request";

    internal static Proto.BootRequest ToProto(this BootRequest it) => new()
    {
        Machine = it.Machine.ToProto(),
        Policy = it.Policy.ToProto(),

        // The workload of a large machine is large, here and at whoever reads it: once is enough.
        Workload = ReferenceEquals(it.Workload, it.Machine.OwnWorkload) ? null : it.Workload.ToProto(),
        Seed = it.Seed,
        Movable = it.Movable.ToProto(),
        Costs = it.Costs.ToProto(),
        Disturbances = { it.Disturbances.Select(each => each.ToProto()) },
        TakesSnapshots = it.TakesSnapshots,
        MostInitThreads = (uint)(it.MostInitThreads ?? 0),
    };

    internal static BootRequest ToDomain(this Proto.BootRequest it)
    {
        var machine = it.Machine.Present().ToDomain();
        var workload = it.Workload?.ToDomain() ?? machine.OwnWorkload.Present("a workload");
        return new BootRequest(machine, it.Policy.Present().ToDomain(), workload, it.Seed)
        {
            Movable = it.Movable.Present().ToDomain(),
            Costs = it.Costs.Present().ToDomain(),
            Disturbances = [.. it.Disturbances.Select(each => each.ToDomain())],
            TakesSnapshots = it.TakesSnapshots,
            MostInitThreads = it.MostInitThreads > 0 ? it.MostInitThreads.ToDomain() : null,
        };
    }

    /// <summary>
    /// Holds what a client asks for against the rules that hold for any input. Members get it from a conductor, which has
    /// looked: on the largest machine a second look takes longer than reading.
    /// </summary>
    /// <exception cref="MachineInputException">The request makes no sense.</exception>
    internal static BootRequest Checked(this BootRequest request)
    {
        MachineCheck.Require(request.Machine, Place);
        Once(request.Workload).Check(request.Machine, Place);
        return request;
    }

    /// <summary>What is asked for again and again is right or wrong the first time; only times to compute add up.</summary>
    private static Workload Once(Workload workload)
    {
        var items = workload.Items;
        return new Workload([.. items.Where((item, at) => at == 0 || item.Kind == WorkKind.Compute || !ReferenceEquals(item, items[at - 1]))]);
    }

    private static Proto.MovableRequest ToProto(this MovableRequest it) => new()
    {
        KernelcorePages = it.KernelcorePages.ToProto(),
        MovablecorePages = it.MovablecorePages.ToProto(),
        KernelcorePercent = it.KernelcorePercent.ToProto(),
        MovablecorePercent = it.MovablecorePercent.ToProto(),
    };

    private static MovableRequest ToDomain(this Proto.MovableRequest it) => new(
        it.KernelcorePages.ToDomain(), it.MovablecorePages.ToDomain(), it.KernelcorePercent.ToDomain(), it.MovablecorePercent.ToDomain());

    private static Proto.CostModel ToProto(this CostModel it) => new()
    {
        MessageNs = it.MessageNs.ToProto(),
        InitialisePagePs = it.InitialisePagePs.ToProto(),
        MemmapBytesPerUs = it.MemmapBytesPerUs.ToProto(),
        FreeBlockNs = it.FreeBlockNs.ToProto(),
        TakeBlockNs = it.TakeBlockNs.ToProto(),
        ListPageNs = it.ListPageNs.ToProto(),
        StartCpuNs = it.StartCpuNs.ToProto(),
        StartWorkerNs = it.StartWorkerNs.ToProto(),
        LocalMessageNs = it.LocalMessageNs.ToProto(),
        RemoteMessageNsPerTenth = it.RemoteMessageNsPerTenth.ToProto(),
        JitterNs = it.JitterNs.ToProto(),
        JiffyNs = it.JiffyNs.ToProto(),
        Name = it.Name,
    };

    private static CostModel ToDomain(this Proto.CostModel it) => new()
    {
        MessageNs = it.MessageNs.ToDomain(),
        InitialisePagePs = it.InitialisePagePs.ToDomain(),
        MemmapBytesPerUs = it.MemmapBytesPerUs > 0
            ? it.MemmapBytesPerUs.ToDomain()
            : throw new SerializationException("expected a memory bandwidth of 1 byte per microsecond or more, found 0"),
        FreeBlockNs = it.FreeBlockNs.ToDomain(),
        TakeBlockNs = it.TakeBlockNs.ToDomain(),
        ListPageNs = it.ListPageNs.ToDomain(),
        StartCpuNs = it.StartCpuNs.ToDomain(),
        StartWorkerNs = it.StartWorkerNs.ToDomain(),
        LocalMessageNs = it.LocalMessageNs.ToDomain(),
        RemoteMessageNsPerTenth = it.RemoteMessageNsPerTenth.ToDomain(),
        JitterNs = it.JitterNs.ToDomain(),
        JiffyNs = it.JiffyNs > 0
            ? it.JiffyNs.ToDomain()
            : throw new SerializationException("expected a jiffy of 1 ns or more, found 0"),
        Name = it.Name,
    };
}
