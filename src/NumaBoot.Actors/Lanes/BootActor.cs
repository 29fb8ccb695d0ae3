using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>
/// What all actors of a boot share: they are thin. State lives in an object that outlives the instance, so that a
/// restarted actor goes on where it was; a restart neither stops nor doubles its children.
/// </summary>
public abstract class BootActor(ILane lane, ActorAddress address) : UntypedActor
{
    /// <summary>The world.</summary>
    protected ILane Lane { get; } = lane;

    /// <summary>The actor's own address.</summary>
    protected ActorAddress Address { get; } = address;

    /// <inheritdoc />
    protected sealed override void OnReceive(object message)
    {
        Lane.Spend(BootWork.Message, 1);
        if (message is Letter letter)
        {
            if (Lane.Read(Address, letter) is { } content)
            {
                Take(content);
            }
        }
        else if (message is IBootMessage known)
        {
            Take(known);
        }
        else
        {
            Unhandled(message);
        }
    }

    /// <summary>In which of the situations of its <see cref="SituationTable"/> the actor is.</summary>
    protected abstract int Situation { get; }

    /// <summary>Handles a message; false where it is not for this actor.</summary>
    protected abstract bool Handle(IBootMessage message);

    private void Take(IBootMessage message)
    {
        Lane.Pairs?.Note(Situation, message);
        if (!Handle(message))
        {
            Unhandled(message);
        }
    }

    /// <inheritdoc />
    protected override void PreRestart(Exception reason, object message)
    {
        // Children and their state stay: not calling the base keeps Akka from stopping them.
    }

    /// <inheritdoc />
    protected override void PostRestart(Exception reason)
    {
        // PreStart creates children, which are there already.
    }
}
