namespace NumaBoot.Ordering;

/// <summary>
/// Something reached an actor from where the order of deliveries does not rule: another thread, a task, an Ask, chance.
/// What happens next would depend on the machine, so the run ends.
/// </summary>
public sealed class OutsideWorldException : Exception
{
    internal OutsideWorldException(string receiver, string messageType, string how)
        : base($"{messageType} for {receiver} {how}. Inside an ordered world only Tell and its timers are ordered; from outside use Inject.")
    {
        Receiver = receiver;
        MessageType = messageType;
    }

    /// <summary>The path of the actor that it was for.</summary>
    public string Receiver { get; }

    /// <summary>The name of the message's type.</summary>
    public string MessageType { get; }
}
