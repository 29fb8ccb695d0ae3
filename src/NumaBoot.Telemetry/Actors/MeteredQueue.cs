using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace NumaBoot.Telemetry;

/// <summary>
/// The messages of one actor, without a bound, which counts them and measures how long they wait. What the actor put aside and
/// takes up again counts once.
/// </summary>
public sealed class MeteredQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private readonly ConcurrentQueue<(Envelope Envelope, long SentAt)> _messages = new();

    // Touched only by the actor itself.
    private readonly Stack<Envelope> _first = new();
    private readonly ActorNumbers _numbers;

    internal MeteredQueue(ActorNumbers numbers) => _numbers = numbers;

    /// <inheritdoc />
    public bool HasMessages => _first.Count > 0 || !_messages.IsEmpty;

    /// <inheritdoc />
    public int Count => _first.Count + _messages.Count;

    /// <inheritdoc />
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        _numbers.AddDepth(1);
        _messages.Enqueue((envelope, Stopwatch.GetTimestamp()));
    }

    /// <inheritdoc />
    public void EnqueueFirst(Envelope envelope)
    {
        _numbers.AddDepth(1);
        _first.Push(envelope);
    }

    /// <inheritdoc />
    public bool TryDequeue(out Envelope envelope)
    {
        if (_first.TryPop(out envelope))
        {
            _numbers.AddDepth(-1);
            return true;
        }

        if (!_messages.TryDequeue(out var message))
        {
            return false;
        }

        envelope = message.Envelope;
        _numbers.AddDepth(-1);
        _numbers.Handle(1);
        _numbers.Arrive(Stopwatch.GetElapsedTime(message.SentAt).TotalSeconds);
        return true;
    }

    /// <inheritdoc />
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        ArgumentNullException.ThrowIfNull(deadletters);
        while (_first.TryPop(out var first))
        {
            Bury(owner, first, deadletters);
        }

        while (_messages.TryDequeue(out var message))
        {
            Bury(owner, message.Envelope, deadletters);
        }
    }

    private void Bury(IActorRef owner, Envelope envelope, IMessageQueue deadletters)
    {
        _numbers.AddDepth(-1);
        deadletters.Enqueue(owner, envelope);
    }
}
