using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace NumaBoot.Ordering;

/// <summary>
/// Akka's dispatcher that decides nothing: it passes messages and due mailboxes on to the engine of the actor, and sees
/// to it that only the thread that drives this engine does so.
/// </summary>
internal sealed class OrderedDispatcher : MessageDispatcher
{
    private readonly OrderedEngine _home;
    private readonly bool _isHousekeeping;

    public OrderedDispatcher(MessageDispatcherConfigurator configurator, OrderedEngine home, bool isHousekeeping)
        : base(configurator)
    {
        _home = home;
        _isHousekeeping = isHousekeeping;
        Id = configurator.Config.GetString("id");

        // A mailbox hands over one message and looks once more, in vain; more looks would only cost time.
        Throughput = 1;
    }

    public override void Attach(ActorCell cell)
    {
        if (cell.Mailbox?.MessageQueue is ActorSlot slot)
        {
            slot.Mailbox = cell.Mailbox;
            slot.IsHousekeeping = _isHousekeeping;
            RouterCheck.Check(slot, cell);
        }

        base.Attach(cell);
    }

    public override void Detach(ActorCell cell)
    {
        if (cell.Mailbox?.MessageQueue is ActorSlot slot)
        {
            slot.Engine.Stopping(slot);
        }

        base.Detach(cell);
    }

    public override void Dispatch(ActorCell cell, Envelope envelope)
    {
        if (cell.Mailbox?.MessageQueue is not ActorSlot slot)
        {
            Bury(cell, envelope);
        }
        else if (!ReferenceEquals(slot.Engine, OrderedEngine.TryCurrent))
        {
            Refuse(slot.Engine, slot.ToString(), envelope.Message, envelope.Sender);
        }
        else
        {
            try
            {
                slot.Engine.Accept(slot, envelope);
            }
            catch (Exception fault)
            {
                // Akka would swallow it, and the message with it.
                slot.Engine.Fault(fault);
                throw;
            }
        }
    }

    public override void SystemDispatch(ActorCell cell, SystemMessage message)
    {
        if (cell.Mailbox?.MessageQueue is ActorSlot slot)
        {
            if (!ReferenceEquals(slot.Engine, OrderedEngine.TryCurrent))
            {
                Refuse(slot.Engine, slot.ToString(), message, sender: null);
                return;
            }

            if (message is Failed failed)
            {
                slot.Engine.NoteFailure(failed.Child, failed.Cause);
            }
        }

        base.SystemDispatch(cell, message);
    }

    protected override void ExecuteTask(IRunnable run)
    {
        var engine = OrderedEngine.TryCurrent;
        if (run is Mailbox { MessageQueue: ActorSlot slot } && ReferenceEquals(slot.Engine, engine))
        {
            engine.SystemDue(slot);
        }
        else if (engine is not null)
        {
            engine.WorkDue(run);
        }
        else
        {
            _home.Fault(new OutsideWorldException("the dispatcher", run.GetType().Name, "came from a thread that does not drive the world"));
        }
    }

    protected override void Shutdown()
    {
        // There is no thread to end.
    }

    /// <summary>What comes from elsewhere for one who has stopped, of this schedule or an earlier one, is no less refused.</summary>
    private void Bury(ActorCell cell, Envelope envelope)
    {
        var engine = OrderedEngine.TryCurrent;
        if (engine is not null && !OutsideCall.IsAsk(envelope.Sender))
        {
            engine.CountDeadLetter(cell.Self);
            base.Dispatch(cell, envelope);
        }
        else
        {
            // Of an Ask, too: nobody answers, so what the asker hears is up to a clock.
            Refuse(engine ?? _home, cell.Self.Path.ToStringWithoutAddress(), envelope.Message, envelope.Sender);
        }
    }

    private static void Refuse(OrderedEngine engine, string receiver, object message, IActorRef? sender) =>
        engine.Fault(new OutsideWorldException(receiver, message.GetType().Name, OutsideCall.Describe(sender)));
}
