using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace NumaBoot.Ordering;

/// <summary>Gives every actor a slot of the engine for its queue. Akka finds it by its name in the configuration.</summary>
/// <param name="settings">The settings of the actor system.</param>
/// <param name="config">The configuration of the mailbox.</param>
internal sealed class OrderedMailboxType(Settings settings, Config config)
    : MailboxType(settings, config), IProducesMessageQueue<ActorSlot>
{
    public override IMessageQueue Create(IActorRef owner, ActorSystem system)
    {
        var engine = OrderedEngine.TryCurrent
            ?? throw new InvalidOperationException($"{owner.Path.ToStringWithoutAddress()} is created by a thread that does not drive its world: spawn it through the world, or through the context of an actor.");
        return engine.CreateSlot(owner);
    }
}
