using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>Makes the root of a boot, or of a part of it, without an expression to compile.</summary>
internal sealed class LaneRootProducer(ILane lane, BootPlan plan, IBootSink sink, ImmutableArray<NodePlan> nodes, bool hasMachine, NodeForecasts? forecasts) : IIndirectActorProducer
{
    /// <summary>The root of a whole boot.</summary>
    public LaneRootProducer(ILane lane, BootPlan plan, IBootSink sink)
        : this(lane, plan, sink, plan.Nodes, hasMachine: true, forecasts: null)
    {
    }

    public Type ActorType => typeof(LaneRoot);

    public ActorBase Produce() => new LaneRoot(lane, plan, sink, nodes, hasMachine, forecasts);

    public void Release(ActorBase actor)
    {
        // Nothing to release: the world ends with the run.
    }
}
