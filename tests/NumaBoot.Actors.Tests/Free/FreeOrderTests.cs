using System.Collections.Concurrent;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Free;

/// <summary>The same actors under Akka's ordinary dispatching: every invariant holds, and what is broken is caught.</summary>
public sealed class FreeOrderTests
{
    // Expect every invariant to hold, and something to have been different: these are real threads.
    [Fact]
    public void A_thousand_boots_of_tiny_break_nothing()
    {
        var request = Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter);
        var plan = request.Plan();
        var orders = new HashSet<string>(StringComparer.Ordinal);
        var threads = new ConcurrentDictionary<int, bool>();
        var told = new ConcurrentQueue<string>();
        using var world = new FreeWorld
        {
            Loses = (to, message) =>
            {
                threads[Environment.CurrentManagedThreadId] = true;
                told.Enqueue($"{to} {message.GetType().Name}");
                return false;
            },
        };
        for (int boot = 0; boot < 1_000; boot++)
        {
            told.Clear();
            AssertSound(world.Run(request, plan), boot);
            orders.Add(string.Join('\n', told));
        }

        Assert.InRange(threads.Count, 2, int.MaxValue);
        Assert.InRange(orders.Count, 2, int.MaxValue);
    }

    // Expect the same of a machine with two nodes and reservations, and its memory to be at the end what it is in virtual time.
    [Fact]
    public void Ten_boots_of_two_sockets_break_nothing()
    {
        var request = Request(BuiltInMachines.TwoSocket, InitPolicies.SingleWriter);
        string inTime = Memory(new BootRun().Run(request));
        for (int boot = 0; boot < 10; boot++)
        {
            var result = new FreeRun().Run(request);
            AssertSound(result, boot);
            Assert.Equal(inTime, Memory(result));
        }
    }

    // Expect no time and no digest, and that it says so.
    [Fact]
    public void There_is_no_virtual_time()
    {
        var result = new FreeRun().Run(Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter));

        Assert.Equal((BootOrder.Free, false, 0UL, 0L), (result.Order, result.IsTimed, result.Digest, result.VirtualNs));
        Assert.All(result.Phases, phase => Assert.Equal((0L, 0L), (phase.StartNs, phase.EndNs)));
        Assert.All(result.Report!.Snapshots, snapshot => Assert.Equal(0L, snapshot.AtNs));
    }

    //   |== 2 GiB built ==|------- 2 GiB deferred -------|     and 3 GiB are asked for before late init
    // Expect a fixed reserve to be caught whatever the threads do.
    [Fact]
    public void A_broken_policy_is_caught()
    {
        var machine = BuiltInMachines.Sockets(1, nodeBytes: 4UL << 30);
        var wanted = new WorkItem { Cpu = 0, Phase = WorkPhase.EarlyBoot, Kind = WorkKind.Allocate, Order = 10, Count = 768 };
        var request = new BootRequest(machine, InitPolicies.Find("static-reserve")!, new Workload([wanted]));
        for (int boot = 0; boot < 10; boot++)
        {
            var result = new FreeRun().Run(request);

            Assert.Equal(BootOutcome.Failed, result.Outcome);
            Assert.Contains(result.Violations, violation => violation.Invariant == Invariant.NoNeedlessFailure);
        }
    }

    // Expect the loss of one message, of whatever kind, to be seen when all is quiet: the boot does not end, or pages are gone.
    [Theory]
    [InlineData(nameof(SupervisorMessages.NodeStepDone))]
    [InlineData(nameof(NodeMessages.ZoneReported))]
    [InlineData(nameof(ZoneMessages.AddPages))]
    [InlineData(nameof(CpuMessages.TakeAnswered))]
    public void A_lost_message_is_noticed(string kind)
    {
        int lost = 0;
        using var world = new FreeWorld
        {
            Loses = (_, message) => message.GetType().Name == kind && Interlocked.Increment(ref lost) == 1,
        };
        var request = Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter);

        var result = world.Run(request, request.Plan());

        Assert.InRange(lost, 1, int.MaxValue);
        Assert.Equal(BootOutcome.Failed, result.Outcome);
        Assert.Contains(result.Violations, violation => violation is { Invariant: Invariant.BootCompletes });
    }

    // Expect a boot that goes round for ever to be stopped, and not to be judged by answers that were still on their way.
    [Fact]
    public void A_boot_that_goes_round_is_judged_by_that_alone()
    {
        var result = new FreeRun().Run(Request(MachineReader.Read("tiny-full"), InitPolicies.Find("v5.2-endless-growth")!));

        Assert.Equal(Invariant.BootCompletes, Assert.Single(result.Violations).Invariant);
        Assert.True(result.WasCutOff);
        Assert.Equal(BootOutcome.Failed, result.Outcome);
    }

    // Expect somebody who does not want to wait to be told how far it was, as a failure.
    [Fact]
    public void A_boot_that_takes_too_long_fails_and_says_so()
    {
        using var gate = new ManualResetEventSlim();
        using var world = new FreeWorld { Loses = (_, _) => !gate.Wait(TimeSpan.FromSeconds(30)) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var request = Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter);

        var result = world.Run(request, request.Plan(), patience: patience.Token);
        gate.Set();

        Assert.Equal(BootOutcome.Failed, result.Outcome);
        var broken = Assert.Single(result.Violations);
        Assert.Equal(Invariant.BootCompletes, broken.Invariant);
        Assert.Contains("has not come to rest in the time given (messages under way: 1, deliveries: 1)", broken.Detail, StringComparison.Ordinal);
    }

    // Expect an interrupted boot to be one, with nothing broken so far.
    [Fact]
    public void A_boot_can_be_interrupted()
    {
        using var gate = new ManualResetEventSlim();
        using var world = new FreeWorld { Loses = (_, _) => !gate.Wait(TimeSpan.FromSeconds(30)) };
        var request = Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter);

        var result = world.Run(request, request.Plan(), cancellation: new CancellationToken(canceled: true));
        gate.Set();

        Assert.Equal((BootOutcome.Interrupted, 0), (result.Outcome, result.Violations.Length));
    }

    // Expect an exception in a handler to end the run by the name of the actor and of what it was handling.
    [Fact]
    public void An_actor_that_fails_ends_the_run()
    {
        using var world = new FreeWorld
        {
            Loses = (_, message) => message is ZoneMessages.AddPages ? throw new TimeoutException("as told") : false,
        };
        var request = Request(BuiltInMachines.Tiny, InitPolicies.SingleWriter);

        var failed = Assert.Throws<InvalidOperationException>(() => world.Run(request, request.Plan()));

        Assert.Matches("^(coordinator 0|worker 0[.][01]) failed on [A-Za-z]+: as told$", failed.Message);
        Assert.IsType<TimeoutException>(failed.InnerException);
    }

    private static BootRequest Request(MachineSpec machine, InitPolicy policy) =>
        new(machine, policy, machine.OwnWorkload ?? CommandLineWorkload.From(machine));

    private static void AssertSound(BootResult result, int boot)
    {
        Assert.True(result.Violations.IsEmpty, $"boot {boot}: {string.Join("; ", result.Violations)}");
        Assert.Equal(BootOutcome.Booted, result.Outcome);
    }

    // What is where depends on who was first; how much there is in all does not.
    private static string Memory(BootResult result) => string.Join('\n', result.Report!.Snapshots[^1].Nodes.SelectMany(node => node.Zones)
        .Select(zone => $"{zone.Layout.Nid} {zone.Layout.Kind} {zone.ManagedPages} {zone.Watermarks}"));
}
