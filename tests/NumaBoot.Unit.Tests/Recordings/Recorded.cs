using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Unit.Tests.Recordings;

/// <summary>A recording that has everything that a recording can have; nobody ran it.</summary>
internal static class Recorded
{
    /// <summary>The recording.</summary>
    public static BootRecording Everything { get; } = Of(InitPolicies.V1 with { Name = "mine", Ticket = TicketRule.ComparedByTheWriter, Claims = [Invariant.OneOwner] });

    /// <summary>The same under another policy.</summary>
    public static BootRecording Of(InitPolicy policy)
    {
        var machine = BuiltInMachines.Tiny2;
        var zone = ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal));
        var cpu = ActorAddress.Cpu(0, 0);
        var request = new BootRequest(machine, policy, machine.OwnWorkload!, Seed: 6)
        {
            TakesSnapshots = false,
            Movable = new MovableRequest(KernelcorePages: 8, MovablecorePercent: 25),
            Disturbances =
            [
                new Interrupt(Cpu: 1, Order: 2, From: 31),
                new LostLetter(cpu, zone, 3),
                new DuplicatedLetter(ActorAddress.Supervisor, ActorAddress.Node(1), 4),
                new DelayedLetter(zone, cpu, -5, Choices: 32),
                new CrashedActor(ActorAddress.Coordinator(WriterScope.Machine, ActorAddress.Machine), From: 33),
                new PausedActor(ActorAddress.Worker(1, 0), From: 34, Choices: 35),
                new SlowNode(1, From: 36, Choices: 37),
            ],
        };
        return new BootRecording(
            request,
            [new Deviation(33, new DeliveryKey("lane/supervisor", "lane/node-0", ChannelKind.Messages, 8)), new Deviation(34, new DeliveryKey("", "lane", ChannelKind.Timer, 1))],
            Invariant.FrontierTrue,
            "page 5 is \"unbuilt\"",
            At: 58)
        {
            Order = ExplorationOrder.Priority,
            Seed = 17,
            BreaksFifo = true,
            Digest = 0xabc,
            Deliveries = 114,
        };
    }
}
