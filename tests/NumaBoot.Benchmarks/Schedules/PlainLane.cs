using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>The world of a boot with nothing but a queue: first come, first served. What is left is actors and ledger.</summary>
internal sealed class PlainLane(HostedBoot boot) : HostedLane(boot)
{
    private readonly Dictionary<ActorAddress, HostedActor> _actors = [];
    private readonly Queue<HostedDelivery> _queue = new();
    private ActorAddress? _running;

    protected override ActorAddress? Running => _running;

    /// <summary>Runs the boot to its end.</summary>
    public ScheduleEnd Run()
    {
        Boot.Delivering(new HostedDelivery(null, null, "begin"));
        Boot.Begin(this);
        while (_queue.TryDequeue(out var next))
        {
            Boot.Delivering(next);
            _running = next.To;
            _actors[next.To!.Value].Deliver(next.Message);
        }

        return Boot.End();
    }

    protected override void Send(in HostedDelivery delivery) => _queue.Enqueue(delivery);

    protected override void SendLater(in HostedDelivery delivery) => _queue.Enqueue(delivery);

    protected override void Create(ActorAddress address, HostedActor actor)
    {
        _actors.Add(address, actor);
        actor.Start();
    }
}
