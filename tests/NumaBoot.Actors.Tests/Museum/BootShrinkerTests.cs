using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Museum;

/// <summary>A boot that fails is made small: order, machine, workload and what comes between.</summary>
public sealed class BootShrinkerTests
{
    // Expect a race that two nodes, four CPUs and ten items hide to be left with the two CPUs that race, a section each.
    [Fact]
    public void What_has_no_part_in_a_failure_is_left_out()
    {
        var request = Crowded();
        var found = Find(request, "page-initialised-once");

        var shrunk = new BootShrinker().Shrink(request, found);

        Assert.InRange(shrunk.Trial.Length, 0, 15);
        Assert.Equal("page-initialised-once", shrunk.Trial.Failure.Name);
        Assert.Single(shrunk.Request.Machine.Nodes);
        Assert.InRange(shrunk.Request.Machine.Cpus.Length, 1, 2);
        Assert.InRange(shrunk.Request.Workload.Items.Length, 1, 3);
        Assert.Empty(shrunk.Request.Disturbances);
        Assert.Equal("crowd, smaller", shrunk.Request.Machine.Name);
    }

    // Expect the smaller boot to be a boot: its machine can be written down, read and booted, and fails the same way.
    [Fact]
    public void A_smaller_boot_fails_alike_when_it_is_read_again()
    {
        var request = Crowded();
        var shrunk = new BootShrinker().Shrink(request, Find(request, "page-initialised-once"));
        var machine = MachineJson.Read("smaller", MachineJson.Write(shrunk.Request.Machine));
        using var subject = new BootSubject(shrunk.Request with { Machine = machine, Workload = machine.OwnWorkload! });

        var again = Trial.Of(subject, new ReplayChooser(shrunk.Trial.Deviations), "page-initialised-once")!;

        Assert.Equal(shrunk.Trial.Failure, again.Failure);
    }

    // Expect the same boot and failure to give the same result.
    [Fact]
    public void Shrinking_is_the_same_each_time()
    {
        var request = Crowded();
        var found = Find(request, "page-initialised-once");

        var first = new BootShrinker().Shrink(request, found);
        var second = new BootShrinker().Shrink(request, found);

        Assert.Equal(first.Runs, second.Runs);
        Assert.Equal(string.Join('\n', first.Trial.Chosen), string.Join('\n', second.Trial.Chosen));
    }

    // Expect a shrinker that may do little to give what it has, and not to go far beyond what it may.
    [Fact]
    public void A_shrinker_stops_where_it_is_told_to()
    {
        var request = Crowded();
        int runs = 0;

        var shrunk = new BootShrinker { MostDeliveries = 2_000, Progress = now => runs = now }.Shrink(request, Find(request, "page-initialised-once"));

        Assert.Equal(shrunk.Runs, runs);
        Assert.InRange(shrunk.Runs, 1, 30);
        Assert.Equal("page-initialised-once", shrunk.Trial.Failure.Name);
    }

    // Expect a failure that does not come again to be named, rather than a shrunk one that never was.
    [Fact]
    public void What_does_not_fail_cannot_be_shrunk()
    {
        var request = Crowded() with { Policy = InitPolicies.SingleWriter };
        var found = new FoundFailure(1, new Failure("page-initialised-once", 1, "a section was built twice"), new TimeChooser());

        Assert.Throws<InvalidOperationException>(() => new BootShrinker().Shrink(request, found));
    }

    //   node 1    |== 2 GiB built early ==|---------------- 14 GiB to come ----------------|
    //   cpu 0 wants 3 GiB of it, and goes on to node 0
    //
    // Expect an ordinary server, with all that its CPUs do, to be left with the CPU and the request that matter.
    [Fact]
    public void An_ordinary_server_becomes_a_small_one()
    {
        var machine = BuiltInMachines.TwoSocket;
        var tooMuch = machine.OwnWorkload!.Items[1] with { Nid = 1, Count = 3L << 18, Need = WorkNeed.Optional, UsesPageList = false };
        var work = new Workload([.. machine.OwnWorkload.Items, tooMuch]);
        var request = new BootRequest(machine, InitPolicies.StaticReserve, work) { TakesSnapshots = false };

        var shrunk = new BootShrinker().Shrink(request, Find(request, "no-needless-remote"));

        Assert.Equal("no-needless-remote", shrunk.Trial.Failure.Name);
        Assert.Equal(0, Assert.Single(shrunk.Request.Machine.Cpus).Cpu);
        Assert.Equal(1, Assert.Single(shrunk.Request.Workload.Items).Nid);
        Assert.InRange(shrunk.Request.Machine.Memory.Sum(region => region.Frames.Pages), 1, machine.Memory.Sum(region => region.Frames.Pages) / 2);
    }

    // Two nodes of four sections, two CPUs each, all of which take sections of node 0, and a slow node that nobody needs.
    private static BootRequest Crowded()
    {
        var tiny2 = BuiltInMachines.Tiny2;
        var section = tiny2.OwnWorkload!.Items[^1] with { Nid = 0 };
        var items = tiny2.OwnWorkload.Items.Take(2).Concat(
        [
            .. new[] { 0, 1, 2, 3 }.SelectMany(cpu => new[]
            {
                section with { Cpu = cpu },
                section with { Cpu = cpu, Order = 0, Label = "a page" },
            }),
        ]);
        var machine = tiny2 with { Name = "crowd", Nodes = [new NodeSpec(0, [0, 1]), new NodeSpec(1, [2, 3])] };
        return new BootRequest(machine, MuseumPolicies.StaleTicket, new Workload([.. items]))
        {
            Disturbances = [new SlowNode(1, 1_000, 1)],
            TakesSnapshots = false,
        };
    }

    private static FoundFailure Find(BootRequest request, string name) =>
        new SeedSearch(() => new BootSubject(request), seed => new RandomChooser(seed, new LateInitHold(100))) { KeepsGoing = true }
            .Run(1, 20).Failures.First(found => found.Failure.Name == name);
}
