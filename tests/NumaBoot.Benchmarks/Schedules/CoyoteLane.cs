using Microsoft.Coyote.Actors;
using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>The world of a boot under Coyote: one of its actors for each of ours, one of its events for each message.</summary>
internal sealed class CoyoteLane(HostedBoot boot, IActorRuntime runtime) : HostedLane(boot)
{
    private readonly Dictionary<ActorAddress, ActorId> _ids = [];
    private CoyoteActor? _running;

    public IActorRuntime Runtime => runtime;

    protected override ActorAddress? Running => _running!.Address;

    /// <summary>Creates the root and tells it to begin.</summary>
    public void Begin()
    {
        var root = runtime.CreateActor(typeof(CoyoteActor), new CoyoteEvents.Start(this, null, null));
        runtime.SendEvent(root, new CoyoteEvents.Deliver(new HostedDelivery(null, null, "begin")));
    }

    /// <summary>An actor begins to handle something. Nobody else does until it is done.</summary>
    public void Enter(CoyoteActor actor) => _running = actor;

    protected override void Send(in HostedDelivery delivery) =>
        _running!.Post(_ids[delivery.To!.Value], new CoyoteEvents.Deliver(delivery));

    protected override void SendLater(in HostedDelivery delivery) => _running!.Post(
        runtime.CreateActorId(typeof(CoyoteTimer)),
        new CoyoteEvents.StartTimer(_ids[delivery.To!.Value], new CoyoteEvents.Deliver(delivery)));

    protected override void Create(ActorAddress address, HostedActor actor)
    {
        var id = runtime.CreateActorId(typeof(CoyoteActor));
        _ids.Add(address, id);
        _running!.Post(id, new CoyoteEvents.Start(this, address, actor));
    }
}
