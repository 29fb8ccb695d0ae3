using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>
/// What all actors of a boot share: they are thin. State lives in an object that outlives the instance, so that a
/// restarted actor goes on where it was; a restart neither stops nor doubles its children.
/// </summary>
public abstract class BootActor(ILane lane, ActorAddress address) : UntypedActor
{
    private Action<object>? _get;

    /// <summary>The world.</summary>
    protected ILane Lane { get; } = lane;

    /// <summary>The actor's own address.</summary>
    protected ActorAddress Address { get; } = address;

    /// <inheritdoc />
    protected sealed override void OnReceive(object message) => Lane.Handle(Address, message, _get ??= Get);

    private void Get(object message)
    {
        Lane.Spend(BootWork.Message, 1);
        if (message is Letter letter)
        {
            Read(letter);
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
        Lane.Taking(Address, message);
        if (!Handle(message) && !HandleFault(message))
        {
            Unhandled(message);
        }

        Lane.Situations?.Now(Address, Situation);
    }

    /// <inheritdoc />
    protected override void PreStart()
    {
        Lane.Situations?.Now(Address, Situation);

        // Its crashes are its own timers, so that they can come at any moment, before or after anything that it gets.
        foreach (var disturbance in Lane.Disturbances)
        {
            if (disturbance is CrashedActor crash && crash.Actor == Address)
            {
                Lane.TellSelfAfter(crash.From * Disturbance.NsPerChoice, new Crash(crash));
            }
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
        Lane.Restarted(Address);

        // PreStart creates children, which are there already. They are restarted with their parent, but have not crashed.
        if (reason is SimulatedCrashException { What: var crash } && crash.Actor == Address)
        {
            Lane.Ledger.Happened(crash);
        }
    }

    /// <summary>Reads a letter, and those behind it that came before their turn.</summary>
    private void Read(Letter letter)
    {
        for (var content = Lane.Read(Address, letter); content is not null; content = Lane.ReadOn(Address, letter.From))
        {
            Take(content);
        }
    }

    private bool HandleFault(IBootMessage message) =>
        message is Crash crash ? throw new SimulatedCrashException(crash.What) : Lane.Attend(Address, message);
}
