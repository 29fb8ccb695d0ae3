using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Makes the root of a boot without an expression to compile.</summary>
internal sealed class LaneRootProducer(ILane lane, BootPlan plan, IBootSink sink) : IIndirectActorProducer
{
    public Type ActorType => typeof(LaneRoot);

    public ActorBase Produce() => new LaneRoot(lane, plan, sink);

    public void Release(ActorBase actor)
    {
        // Nothing to release: the world ends with the run.
    }
}
