using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>The root under which a boot's actors live, all of them or those of some nodes; it creates them when told to begin.</summary>
internal sealed class LaneRoot(ILane lane, BootPlan plan, IBootSink sink, ImmutableArray<NodePlan> nodes, bool hasMachine, NodeForecasts? forecasts) : UntypedActor
{
    /// <summary>Create the cast and switch the machine on.</summary>
    public sealed record Begin : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            // It says nothing but what it is.
        }
    }

    // It works in the name of the supervisor, which is not there yet.
    protected override void OnReceive(object message) => lane.Handle(ActorAddress.Supervisor, message, Take);

    private void Take(object message)
    {
        if (message is not Begin)
        {
            return;
        }

        if (hasMachine)
        {
            BootActors.CreateMachine(lane, Context, plan, sink, forecasts);
        }

        BootActors.CreateNodes(lane, Context, plan, nodes, forecasts);
        if (hasMachine)
        {
            lane.Tell(ActorAddress.Supervisor, new SupervisorMessages.PowerOn());
        }
    }
}
