using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>Every order of a boot, from when all its CPUs are up.</summary>
public sealed class EveryOrderTests
{
    //   tiny: CPU 0 wants a section and CPU 1 wants a section, none is built
    // Expect the search to come to its end, with so many orders that are different, and to have seen these break and no
    // others: those of the seed patch, the refusal of its later posting, and none of the design with the single writer.
    [Theory]
    [InlineData("v1", 3_738, "no-needless-failure one-owner page-freed-once page-initialised-once pages-conserved")]
    [InlineData("v3", 1_254, "no-needless-failure")]
    [InlineData("v4.17", 1_870, "")]
    [InlineData("v5.2-endless-growth", 1_620, "")]
    [InlineData("v4.17-waits", 2_806, "")]
    [InlineData("single-writer", 74_520, "")]
    public void One_growing_allocation_for_each_cpu_is_tried_in_every_order(string policy, long orders, string broken)
    {
        var machine = MachineReader.Read("tiny");
        var request = new BootRequest(machine, InitPolicies.Find(policy)!, BootExhaustive.OneAllocationEach(machine.OwnWorkload!)) { TakesSnapshots = false };

        var found = new BootExhaustive(request).Run();

        Assert.True(found.IsExhausted);
        Assert.Equal((orders, orders), (found.Schedules, found.DistinctOrders));
        Assert.Equal(broken, string.Join(' ', found.Failures.Select(failure => failure.Failure.Name).Order(StringComparer.Ordinal)));
    }

    //   tiny with two sections: CPU 0 wants two, one is left, and who asks for more is told that there is
    // Expect the search to cut each round that changes nothing, and so to come to its end.
    [Fact]
    public void Asking_again_and_again_is_tried_once()
    {
        var tiny = MachineReader.Read("tiny");
        var memory = tiny.Memory[0];
        var machine = tiny with { Memory = [memory with { End = memory.Start + ((memory.End - memory.Start) / 2) }] };
        var section = tiny.OwnWorkload!.Items.First(item => item.Phase == WorkPhase.Running);
        var workload = new Workload([.. tiny.OwnWorkload.Items.Where(item => item.Phase != WorkPhase.Running), section, section]);

        var found = new BootExhaustive(new BootRequest(machine, InitPolicies.Find("v5.2-endless-growth")!, workload) { TakesSnapshots = false }).Run(most: 1_000);

        Assert.Equal((true, 122, 13), (found.IsExhausted, found.Schedules, found.CyclesCut));
    }
}
