using System.Globalization;
using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>The same input gives the same bytes, whatever goes on around it.</summary>
public sealed class SameBytesTests
{
    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect a second boot in a process that has been warmed up, with a collection in each phase, to tell the same.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_boot_tells_the_same_twice(string policy)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.Find(policy)!);

        string first = Bytes(new BootRun().Run(request));
        string second = Bytes(new BootRun { Progress = _ => Collect() }.Run(request));

        Assert.Equal(first, second);
    }

    // Expect boots at the same time on two threads, and under another culture, not to notice each other.
    [Fact]
    public async Task Boots_at_the_same_time_do_not_notice_each_other()
    {
        var request = BareBoot.Request("n4-dist", InitPolicies.SingleWriter);
        string alone = Bytes(new BootRun().Run(request));

        string[] together = await Task.WhenAll(
            Task.Run(() => Bytes(new BootRun().Run(request))),
            Task.Run(() =>
            {
                CultureInfo.CurrentCulture = OtherNumbers();
                return Bytes(new BootRun().Run(request));
            }));

        Assert.Equal([alone, alone], together);
    }

    // Expect a thread of its own, with little stack, and with other words for numbers when the log is read, to be no
    // part of the input.
    [Fact]
    public void A_boot_tells_the_same_on_any_thread()
    {
        string here = Bytes(BareBoot.Run("n4-tracebuf", InitPolicies.V61));
        string there = "";
        var thread = new Thread(() => there = Bytes(BareBoot.Run("n4-tracebuf", InitPolicies.V61)), maxStackSize: 1 << 20)
        {
            CurrentCulture = OtherNumbers(),
        };

        thread.Start();
        thread.Join();

        Assert.Equal(here, there);
    }

    // Expect what is read anew from the same files to be the same machine.
    [Fact]
    public void A_machine_that_is_read_twice_boots_the_same()
    {
        Assert.Equal(
            Bytes(BareBoot.Run("n3-memoryless", InitPolicies.V61)),
            Bytes(BareBoot.Run("n3-memoryless", InitPolicies.V61)));
    }

    // Expect other delays, and so another digest and other times, and the same memory at the end.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Another_seed_is_another_order_and_the_same_memory(string policy)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.Find(policy)!);
        var one = new BootRun().Run(request);
        var two = new BootRun().Run(request with { Seed = 2 });

        Assert.NotEqual(one.Digest, two.Digest);
        Assert.NotEqual(one.VirtualNs, two.VirtualNs);
        Assert.Equal(one.Outcome, two.Outcome);
        Assert.True(two.IsClean);
        Assert.Equal(Managed(one), Managed(two));
    }

    // Expect the same of every policy, whatever luck its senders have: booted or not, and what it claims held.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Luck_does_not_decide_whether_a_machine_boots(string policy)
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.Find(policy)!);
        var runs = Enumerable.Range(1, 4).Select(seed => new BootRun().Run(request with { Seed = seed })).ToList();

        Assert.Equal(4, runs.Select(run => run.Digest).Distinct().Count());
        Assert.Single(runs.Select(run => (run.Outcome, run.BrokenClaims.Length, string.Join(' ', Managed(run)))).Distinct());
    }

    // Expect a collection after every so many deliveries, with what it moves and finalises, to leave no mark.
    [Fact]
    public void Collecting_garbage_all_the_time_leaves_no_mark()
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter);

        Assert.Equal(Bytes(new BootRun().Run(request)), Bytes(new BootRun { Filter = new Collecting() }.Run(request)));
    }

    // Expect the digest to depend on what is said, not only on who says it to whom: without a zone Movable, requests that
    // would also take Movable pages go the same ways.
    [Fact]
    public void The_digest_covers_what_messages_say()
    {
        var request = BareBoot.Request("n4-tracebuf", InitPolicies.SingleWriter);
        var other = request with { Workload = new([.. request.Workload.Items.Select(item => item with { HighestZone = ZoneKind.Movable })]) };

        var one = new BootRun().Run(request);
        var two = new BootRun().Run(other);

        Assert.Equal(one.Deliveries, two.Deliveries);
        Assert.NotEqual(one.Digest, two.Digest);
    }

    private static CultureInfo OtherNumbers()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static string Bytes(BootResult result) => RunJson.Write(result) + SnapshotLines.Write(result) + BootLog.Write(result) + RunSummary.Write(result);

    private sealed class Collecting : IDeliveryFilter
    {
        private int _seen;

        public object? Pass(in Delivery delivery)
        {
            if (++_seen % 500 == 0)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }

            return delivery.Message;
        }
    }

    private static IEnumerable<long> Managed(BootResult result) =>
        result.Report!.Snapshots[^1].Nodes.SelectMany(node => node.Zones).Select(zone => zone.ManagedPages);
}
