using Akka.Actor;
using Akka.Event;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>The cast of a boot of two nodes, and what all of its actors share.</summary>
public sealed class BootActorsTests : OneActorTests
{
    // Expect nodes to be peers of the supervisor; one coordinator beside them where the machine has one writer.
    [Theory]
    [InlineData("v1", "supervisor, coordinator, node 0, node 1")]
    [InlineData("v6.1", "supervisor, node 0, node 1")]
    [InlineData("single-writer", "supervisor, node 0, node 1")]
    public void A_boot_begins_with_supervisor_and_nodes(string policy, string expected)
    {
        var plan = SmallMachine.Of(nodes: 2).Plan(InitPolicies.Find(policy)!);

        BootActors.CreateAll(Lane, Sys, plan, new NoSink());

        Assert.Equal(expected, string.Join(", ", Lane.Created));
    }

    // Expect a message that is meant for somebody else to be published as unhandled, and to change nothing.
    [Fact]
    public void A_message_for_somebody_else_is_not_swallowed()
    {
        var plan = SmallMachine.Of().Plan(InitPolicies.V61);
        var state = new WorkerState();
        var worker = Start(() => new InitWorker(Lane, plan, plan.Nodes[0], 0, state));
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));

        worker.Tell(new ZoneMessages.ReportZone(1));

        Assert.Equal(new ZoneMessages.ReportZone(1), ExpectMsg<UnhandledMessage>().Message);
        Assert.Empty(Lane.Told);
    }

    private sealed class NoSink : IBootSink
    {
        public void PhaseStarted(string phase, long atNs)
        {
            // Nobody boots here.
        }

        public void Finished(BootReport report)
        {
            // Nobody boots here.
        }
    }
}
