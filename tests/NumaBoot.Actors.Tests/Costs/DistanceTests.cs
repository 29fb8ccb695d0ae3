using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Costs;

/// <summary>Messages between nodes take longer the farther these are apart.</summary>
public sealed class DistanceTests
{
    //   node 0  --20--  node 1
    //     \---------40---------  node 2
    //
    // 60 ns on the way anyhow, 90 for each 10 of distance, no luck.
    // Expect CPU 0's request to reach zone 1 after 240 ns and zone 2 after 420; what stays on node 0 after 60.
    [Fact]
    public void A_request_travels_as_far_as_its_zone_is_away()
    {
        var machine = SmallMachine.Of(nodes: 3, cpusPerNode: 1) with
        {
            Distances = NodeDistances.FromTable([0, 1, 2], [[10, 20, 40], [20, 10, 30], [40, 30, 10]]),
        };
        var trips = new Trips();
        new BootRun { Observers = [trips] }.Run(new BootRequest(machine, InitPolicies.V61, new Workload([Page(0), Page(1), Page(2)]))
        {
            Costs = new CostModel { LocalMessageNs = 60, RemoteMessageNsPerTenth = 90, JitterNs = 0 },
        });

        Assert.Equal([("zone 0:Normal", 60), ("zone 1:Normal", 240), ("zone 2:Normal", 420)], trips.Took);
    }

    private static WorkItem Page(int nid) => new()
    {
        Cpu = 0,
        Phase = WorkPhase.Running,
        Kind = WorkKind.Allocate,
        Nid = nid,
        Need = WorkNeed.Optional,
        UsesPageList = false,
        Label = "page",
    };

    private sealed class Trips : IDeliveryObserver
    {
        private long _leftNs;

        public List<(string Zone, long Ns)> Took { get; } = [];

        public void Delivering(in Delivery delivery)
        {
            if (Letter.ContentOf(delivery.Message) is ZoneMessages.TakePages)
            {
                Took.Add(($"{delivery.Receiver.Tag}", delivery.ArrivalNs - _leftNs));
            }
        }

        // The CPU asks at the end of what it is at.
        public void Delivered(in Delivery delivery)
        {
            bool asks = Letter.ContentOf(delivery.Message) is CpuMessages.DoPhase { Phase: WorkPhase.Running } or CpuMessages.TakeAnswered;
            _leftNs = asks && delivery.Receiver.Tag is ActorAddress { Index: 0 } ? delivery.EndNs : _leftNs;
        }
    }
}
