using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>A race for a node becomes small on the machine where it was found, however much goes on around it.</summary>
public sealed class RaceShrinkingTests
{
    private const string Twice = "page-initialised-once";
    private const int MostDeliveries = 15;
    private const int Schedules = 100;

    //   node 1   |== built, gone ==|---- section 1 ----|
    //                              ^ cpu 0   ^ cpu 1     both are told of the same frontier
    //
    // Expect whatever order the race is found in to become one of 15 deliveries at most that builds the section twice.
    [Fact]
    public void Two_cpus_that_race_for_one_node()
    {
        var request = Explored.RaceForNode1("v1");
        int longest = 0;
        for (int search = 0; search < 20; search++)
        {
            var (found, shrunk) = Shrink(request, 1 + (search * Schedules));

            Assert.InRange(shrunk.Length, 1, MostDeliveries);
            longest = Math.Max(longest, (int)found.Length);
        }

        Assert.InRange(longest, 2 * MostDeliveries, int.MaxValue);
    }

    //   node 1   |== built, gone ======= ==|---- section of 128 MiB ----|
    //                                      ^ 16 CPUs, each wants 4 MiB of it
    //
    // Expect a server's race to become as small, on the server.
    [Fact]
    public void Sixteen_cpus_of_a_server_that_race_for_one_node()
    {
        var (found, shrunk) = Shrink(Server(), firstSeed: 1);

        Assert.InRange(found.Length, 4 * MostDeliveries, long.MaxValue);
        Assert.InRange(shrunk.Length, 1, MostDeliveries);
    }

    /// <summary>The first order in which it is found, and what that becomes, which is delivered again for a check.</summary>
    private static (Trial Found, Trial Shrunk) Shrink(BootRequest request, int firstSeed)
    {
        var choosers = new BootChoosers(request, DisturbanceCounts.None);
        using var subject = choosers.MakeSubject();
        var found = Enumerable.Range(firstSeed, Schedules)
            .Select(seed => Trial.Of(subject, choosers.Random(seed), Twice)).First(trial => trial is not null)!;

        var shrunk = new Shrinker(subject).Shrink(found);

        var again = Trial.Of(subject, new ReplayChooser(shrunk.Deviations), Twice)!;
        Assert.Equal(shrunk.Failure, again.Failure);
        return (found, shrunk);
    }

    private static BootRequest Server()
    {
        const int MaxOrder = 10;
        var machine = BuiltInMachines.TwoSocket;
        var plan = new BootRequest(machine, InitPolicies.V1, Workload.None).Plan();
        long blocks = plan.Nodes[1].Zones[^1].EarlyFrames.Sum(frames => frames.Pages >> MaxOrder);
        var block = machine.OwnWorkload!.Items[^1] with { Nid = 1, Order = MaxOrder, Count = 1 };
        var work = new Workload(
        [
            block with { Cpu = 0, Phase = WorkPhase.EarlyBoot, Count = blocks },
            .. machine.Cpus.Select(place => block with { Cpu = place.Cpu }),
        ]);
        return new BootRequest(machine, InitPolicies.V1, work) { TakesSnapshots = false };
    }
}
