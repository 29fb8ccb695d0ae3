using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>Sets the cast of a boot on a lane. Nodes create their own zones, CPUs and coordinators.</summary>
public static class BootActors
{
    /// <summary>Creates the supervisor, the machine-wide writer where the policy has one, and every node.</summary>
    /// <param name="lane">Their world.</param>
    /// <param name="root">Who creates them; null where the lane has a root of its own.</param>
    /// <param name="plan">What they start from.</param>
    /// <param name="sink">Where the results come out.</param>
    public static void CreateAll(ILane lane, IActorRefFactory root, BootPlan plan, IBootSink sink)
    {
        CreateMachine(lane, root, plan, sink);
        CreateNodes(lane, root, plan, plan.Nodes);
    }

    /// <summary>Creates what belongs to no node: the supervisor, and the machine-wide writer where the policy has one.</summary>
    /// <param name="lane">Their world.</param>
    /// <param name="root">Who creates them.</param>
    /// <param name="plan">What they start from.</param>
    /// <param name="sink">Where the results come out.</param>
    /// <param name="forecasts">Where to put a forecast for it; null for nobody.</param>
    public static void CreateMachine(
        ILane lane, IActorRefFactory root, BootPlan plan, IBootSink sink, NodeForecasts? forecasts = null)
    {
        var supervisor = new SupervisorState();
        forecasts?.Add(new MachineForecast(supervisor));
        lane.Create(
            root, ActorAddress.Supervisor,
            BootProps.Of(state => new BootSupervisor(lane, plan, sink, state), supervisor), "supervisor");
        if (plan.Policy.Writer == Memory.WriterScope.Machine)
        {
            var address = new ActorAddress(ActorRole.Coordinator, ActorAddress.Machine);
            var coordinator = new CoordinatorState();
            lane.Create(
                root, address,
                BootProps.Of(state => new GrowCoordinator(lane, plan, address, plan.Nodes, state), coordinator), "coordinator");
        }
    }

    /// <summary>Creates nodes; all that they need of others reaches them by messages.</summary>
    /// <param name="lane">Their world.</param>
    /// <param name="root">Who creates them.</param>
    /// <param name="plan">What they start from.</param>
    /// <param name="nodes">Which nodes, by nid.</param>
    /// <param name="forecasts">Where to put a forecast for each, and how long things take at least; null for nobody.</param>
    public static void CreateNodes(
        ILane lane, IActorRefFactory root, BootPlan plan, IEnumerable<NodePlan> nodes, NodeForecasts? forecasts = null)
    {
        foreach (var node in nodes)
        {
            var state = new NodeState(node);
            forecasts?.Add(new NodeForecast(state, plan, forecasts.Times, forecasts.Pending));
            lane.Create(
                root, ActorAddress.Node(node.Nid),
                BootProps.Of(its => new NumaNode(lane, plan, its), state), $"node-{node.Nid}");
        }
    }
}
