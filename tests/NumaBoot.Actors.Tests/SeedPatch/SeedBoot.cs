using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.SeedPatch;

/// <summary>A whole boot of a small machine, and every message that was delivered in it.</summary>
internal sealed class SeedBoot : IDeliveryObserver
{
    private SeedBoot()
    {
    }

    public List<object> Delivered { get; } = [];

    public BootResult Result { get; private set; } = null!;

    /// <summary>Where all deferred pages of a node went: built early, grown, late.</summary>
    public (long Early, long Grown, long Late) Pages(int nid = 0)
    {
        var node = Result.Report!.Nodes[nid];
        return (node.EarlyPages, node.GrownPages, node.LatePages);
    }

    public static SeedBoot Of(MachineSpec machine, params WorkItem[] items) => Of(machine, InitPolicies.V1, items);

    public static SeedBoot Of(MachineSpec machine, InitPolicy policy, params WorkItem[] items) =>
        Of(new BootRequest(machine, policy, new Workload([.. items])));

    public static SeedBoot Of(BootRequest request)
    {
        var boot = new SeedBoot();
        boot.Result = new BootRun { Observers = [boot] }.Run(request);
        return boot;
    }

    public void Delivering(in Delivery delivery)
    {
        // What matters here is that it was delivered.
    }

    void IDeliveryObserver.Delivered(in Delivery delivery) => Delivered.Add(Letter.ContentOf(delivery.Message));

    /// <summary>An allocation of CPU 0 while it is alone.</summary>
    public static WorkItem Early(int order = 0, long count = 1) => new()
    {
        Cpu = 0,
        Phase = WorkPhase.EarlyBoot,
        Kind = WorkKind.Allocate,
        Order = order,
        Count = count,
        UsesPageList = false,
        Label = "early",
    };

    /// <summary>An allocation while all CPUs run, that may fail.</summary>
    public static WorkItem Running(int cpu = 0, int order = 0, long count = 1) =>
        Early(order, count) with { Cpu = cpu, Phase = WorkPhase.Running, Need = WorkNeed.Optional, Label = "running" };

    /// <summary>CPU 0 computes while all CPUs run.</summary>
    public static WorkItem Compute(long durationNs) =>
        new() { Cpu = 0, Phase = WorkPhase.Running, Kind = WorkKind.Compute, DurationNs = durationNs };
}
