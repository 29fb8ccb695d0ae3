using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.AnyOrder;

/// <summary>How much of what can happen a thousand seeds reach.</summary>
public sealed class OrdersByChanceTests
{
    private const int Seeds = 1_000;

    // Expect 900 orders at least that trying every order would tell apart as well: it runs none twice.
    [Fact]
    public void A_thousand_seeds_reach_nine_hundred_orders()
    {
        var result = (Explored.Settings("single-writer") with { Schedules = Seeds, KeepsGoing = true }).Run();

        Assert.InRange(result.DistinctOrders, 900, Seeds);
    }

    //   workload    |--------------------------------|
    //   disabled    ^       ^       ^       ^       ^   some seeds for each fifth of it, and in no fifth nearly all
    // Expect growth to be disabled all along the workload, where it is short as well as where it is long.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 20)]
    [InlineData(true, 20)]
    public void Growth_is_disabled_all_along_the_workload(bool isPriority, int length)
    {
        var choosers = new BootChoosers(Request(length), DisturbanceCounts.None);
        var moments = new DisableMoment();
        using var subject = choosers.MakeSubject([moments]);
        var fifths = new int[5];
        for (int seed = 1; seed <= Seeds; seed++)
        {
            moments.Begin();
            subject.Draw(seed);
            subject.Run(isPriority ? choosers.Priority(seed) : choosers.Random(seed));
            fifths[Math.Min((int)(moments.Done * 5 / moments.Steps), 4)]++;
        }

        Assert.All(fifths, seeds => Assert.InRange(seeds, Seeds / 50, Seeds * 3 / 5));
    }

    /// <summary>The machine and workload of tiny, with the allocations of its CPUs so many times as long.</summary>
    private static BootRequest Request(int length)
    {
        var machine = MachineReader.Read("tiny");
        var items = machine.OwnWorkload!.Items;
        var running = items.Where(item => item.Phase == WorkPhase.Running);
        var workload = new Workload([.. items.Where(item => item.Phase != WorkPhase.Running), .. Enumerable.Repeat(running, length).SelectMany(again => again)]);
        return new BootRequest(machine, InitPolicies.SingleWriter, workload) { TakesSnapshots = false };
    }

    /// <summary>After how many steps of the workload growth was disabled.</summary>
    private sealed class DisableMoment : IDeliveryObserver
    {
        private bool _isDisabled;

        public long Done { get; private set; }

        public long Steps { get; private set; }

        public void Begin()
        {
            _isDisabled = false;
            Done = Steps = 0;
        }

        public void Delivering(in Delivery delivery)
        {
            object message = Letter.ContentOf(delivery.Message);
            _isDisabled |= message is CoordinatorMessages.DisableGrowth;
            if (message is NodeMessages.DoWork { Phase: WorkPhase.Running })
            {
                Done = Steps = 0;
            }

            if (message is ZoneMessages.TakePages or CpuMessages.TakeAnswered)
            {
                Steps++;
                Done += _isDisabled ? 0 : 1;
            }
        }

        public void Delivered(in Delivery delivery)
        {
            // Seen before.
        }
    }
}
