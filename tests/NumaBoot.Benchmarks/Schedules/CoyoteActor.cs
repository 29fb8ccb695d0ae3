using Microsoft.Coyote.Actors;
using NumaBoot.Actors;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>
/// An actor of a boot as an actor of Coyote. What it sends leaves when its handler is done: Coyote may go on with another
/// actor wherever an event is sent, and a delivery is one step, for who judges by the order of deliveries.
/// </summary>
[OnEventDoAction(typeof(CoyoteEvents.Deliver), nameof(Deliver))]
internal sealed class CoyoteActor : Actor
{
    private readonly List<(ActorId To, Event Event)> _outbox = [];
    private CoyoteLane _lane = null!;
    private HostedActor? _actor;

    /// <summary>Where in the boot it stands; null for the root.</summary>
    public ActorAddress? Address { get; private set; }

    /// <summary>Sends an event, or starts an actor, once the handler is done.</summary>
    public void Post(ActorId to, Event sent) => _outbox.Add((to, sent));

    protected override Task OnInitializeAsync(Event initialEvent)
    {
        var start = (CoyoteEvents.Start)initialEvent;
        (_lane, Address, _actor) = (start.Lane, start.Address, start.Actor);
        if (_actor is not null)
        {
            _lane.Enter(this);
            _actor.Start();
            EmptyOutbox();
        }

        return Task.CompletedTask;
    }

    private void Deliver(Event received)
    {
        var delivery = ((CoyoteEvents.Deliver)received).Delivery;
        _lane.Enter(this);
        _lane.Boot.Delivering(delivery);
        if (_actor is null)
        {
            _lane.Boot.Begin(_lane);
        }
        else
        {
            _actor.Deliver(delivery.Message);
        }

        EmptyOutbox();
    }

    private void EmptyOutbox()
    {
        foreach (var (to, sent) in _outbox)
        {
            switch (sent)
            {
                case CoyoteEvents.Start:
                    _lane.Runtime.CreateActor(to, typeof(CoyoteActor), sent);
                    break;
                case CoyoteEvents.StartTimer:
                    _lane.Runtime.CreateActor(to, typeof(CoyoteTimer), sent);
                    break;
                default:
                    SendEvent(to, sent);
                    break;
            }
        }

        _outbox.Clear();
    }
}
