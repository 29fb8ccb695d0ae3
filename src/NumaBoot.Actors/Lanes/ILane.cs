using System.Collections.Immutable;
using Akka.Actor;

namespace NumaBoot.Actors;

/// <summary>
/// What an actor sees of the world it runs in. Actors do not know which order drives them, what time costs, or whether
/// the receiver of a message is in the same process.
/// </summary>
public interface ILane
{
    /// <summary>Virtual time of the delivery in hand, with what was spent in it; 0 where there is no virtual time.</summary>
    long NowNs { get; }

    /// <summary>Where what happens is written down, to be judged.</summary>
    IBootLedger Ledger { get; }

    /// <summary>What goes wrong in this boot, or comes between.</summary>
    ImmutableArray<Disturbance> Disturbances { get; }

    /// <summary>Who hears in which situation an actor gets which message; null for nobody.</summary>
    IPairNotes? Pairs => null;

    /// <summary>Who hears in which situation an actor is after what it did; null for nobody.</summary>
    ISituationNotes? Situations => null;

    /// <summary>Lets an actor handle a message; a lane may have something to do before and after.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="message">What it got.</param>
    /// <param name="handle">What it does with it.</param>
    void Handle(ActorAddress actor, object message, Action<object> handle) => handle(message);

    /// <summary>An actor is about to do what a message says, one that it has read where it came in a letter; for who looks on.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="message">What it is told.</param>
    void Taking(ActorAddress actor, IBootMessage message)
    {
        // Most lanes have nobody who looks on.
    }

    /// <summary>An actor was restarted, by a crash of its own or of its parent; for who looks on.</summary>
    /// <param name="actor">The actor.</param>
    void Restarted(ActorAddress actor)
    {
        // Most lanes have nobody who looks on.
    }

    /// <summary>Sends a message. From one sender to one receiver messages arrive in order.</summary>
    void Tell(ActorAddress to, IBootMessage message);

    /// <summary>What a letter from another node says; null where the actor at <paramref name="to"/> has read it before, or an earlier one is missing.</summary>
    IBootMessage? Read(ActorAddress to, Letter letter);

    /// <summary>What the next letter of the same sender says, if it came before the one that was just read; else null.</summary>
    IBootMessage? ReadOn(ActorAddress to, ActorAddress from) => null;

    /// <summary>Does what concerns the post alone, such as receipts; false where a message does not.</summary>
    bool Attend(ActorAddress at, IBootMessage message) => false;

    /// <summary>Sends the running actor a message once <paramref name="delayNs"/> nanoseconds have passed.</summary>
    void TellSelfAfter(long delayNs, IBootMessage message);

    /// <summary>Lets the delivery in hand take as long as the work costs.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="units">How much of it.</param>
    /// <param name="sharers">How many do the same to the same node's memory at the same time, this one with them.</param>
    void Spend(BootWork work, long units, int sharers = 1);

    /// <summary>Creates an actor of this lane and makes it known under its address.</summary>
    /// <param name="parent">The context of the actor that creates it.</param>
    /// <param name="address">Its address.</param>
    /// <param name="props">What to create.</param>
    /// <param name="name">Its name among its siblings.</param>
    void Create(IActorRefFactory parent, ActorAddress address, Props props, string name);
}
