using System.Globalization;
using Akka.Actor;
using NumaBoot.Ordering;

namespace NumaBoot.Actors.Tests.Ordering;

/// <summary>Writes a line for each delivery: when, from whom, to whom, what, and how long it waited and was served.</summary>
internal sealed class Trace : IDeliveryObserver
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public string Text => string.Join('\n', _lines);

    public void Delivering(in Delivery delivery)
    {
        // How long it is served is known only afterwards.
    }

    public void Delivered(in Delivery delivery)
    {
        var waited = delivery.WaitedNs > 0 ? $" waited {delivery.WaitedNs.ToString(CultureInfo.InvariantCulture)}" : "";
        var served = delivery.ServedNs > 0 ? $" served {delivery.ServedNs.ToString(CultureInfo.InvariantCulture)}" : "";
        _lines.Add($"{delivery.StartNs.ToString(CultureInfo.InvariantCulture)} {Name(delivery.Sender)} > {Name(delivery.Receiver)} {Words(delivery.Message)}{waited}{served}");
    }

    // Names alone: the full references hold numbers that Akka draws.
    private static object Words(object message) => message switch
    {
        IWrappedMessage wrapped => Words(wrapped.Message),
        Terminated terminated => $"dead {terminated.ActorRef.Path.Name}",
        IActorRef actor => actor.Path.Name,
        _ => message,
    };

    private static string Name(ActorSlot slot) => slot.ToString().Split('/')[^1];
}
