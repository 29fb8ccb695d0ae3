using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>Explorations of small machines.</summary>
internal static class Explored
{
    /// <summary>The boot of a built-in machine.</summary>
    public static BootRequest Request(string policy, string machine = "tiny")
    {
        var spec = MachineReader.Read(machine);
        return new BootRequest(spec, InitPolicies.Find(policy)!, spec.OwnWorkload!);
    }

    /// <summary>tiny2, whose CPUs both want a section of node 1, the one its own and the other not.</summary>
    public static BootRequest RaceForNode1(string policy)
    {
        var request = Request(policy, "tiny2");
        var items = request.Workload.Items.Select(item => item.Phase == WorkPhase.Running ? item with { Nid = 1 } : item);
        return request with { Workload = new Workload([.. items]), TakesSnapshots = false };
    }

    /// <summary>Settings for it.</summary>
    public static ExplorationSettings Settings(string policy, ExplorationOrder order = ExplorationOrder.Random, string machine = "tiny") =>
        new(Request(policy, machine), order);

    /// <summary>Runs an exploration.</summary>
    public static ExplorationResult Run(this ExplorationSettings settings) => new BootExploration(settings).Run();

    /// <summary>All that a result says, to compare two of them.</summary>
    public static string Tell(this ExplorationResult result) => string.Join(
        '\n',
        result.Broken.Select(broken => $"{broken.Seed} {broken.Deliveries} {broken.Shrunk.Length}\n{ReplayFile.Write(broken.Recording)}")
            .Prepend($"{result.Schedules} {result.Deliveries} {result.DistinctOrders} {result.IsExhausted} {result.WasInterrupted} {result.Coverage} {result.Happened}"));
}
