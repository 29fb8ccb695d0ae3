using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Akka.Actor;

namespace NumaBoot.Ordering;

/// <summary>
/// What went wrong in a run. Akka swallows exceptions that happen while a message is sent or an actor stops; here they
/// are kept until the engine can throw them.
/// </summary>
/// <param name="rule">What an actor's failure means to the run.</param>
/// <param name="isExpected">Which failures mean nothing to it; null for none.</param>
internal sealed class FaultLog(ActorFailureRule rule, Predicate<Exception>? isExpected)
{
    private readonly List<ActorFailure> _failures = [];
    private Exception? _fault;
    private int _told;

    public IReadOnlyList<ActorFailure> Failures => _failures;

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _failures.Clear();
        _fault = null;
        _told = 0;
    }

    /// <summary>Keeps the first of the exceptions that must end the run. Any thread may call.</summary>
    public void Fault(Exception fault) => Interlocked.CompareExchange(ref _fault, fault, null);

    /// <summary>Notes what an actor let out; what it escalates is the same failure.</summary>
    public void Note(IActorRef? actor, Exception cause, object? message, long delivery, long atNs)
    {
        if (!IsKnown(cause, delivery))
        {
            _failures.Add(new ActorFailure(ActorFailure.PathOf(actor), cause, message, delivery, atNs));
        }
    }

    /// <summary>Throws what must end the run; each thing once.</summary>
    public void ThrowIfAny()
    {
        ThrowIfFault();
        if (_failures.Count > _told)
        {
            TellFailure();
        }
    }

    /// <summary>The same, but for what actors let out.</summary>
    public void ThrowIfFault()
    {
        if (Volatile.Read(ref _fault) is not null)
        {
            ThrowFault();
        }
    }

    /// <summary>Whether a failure with this cause, or one that wraps it, has been noted for the same delivery.</summary>
    private bool IsKnown(Exception cause, long delivery)
    {
        for (var i = _failures.Count - 1; i >= 0 && _failures[i].Delivery == delivery; i--)
        {
            for (var known = _failures[i].Cause; known is not null; known = known.InnerException)
            {
                if (ReferenceEquals(known, cause))
                {
                    return true;
                }
            }
        }

        return false;
    }

    [DoesNotReturn]
    private void ThrowFault()
    {
        var fault = Interlocked.Exchange(ref _fault, null)!;
        ExceptionDispatchInfo.Throw(fault);
    }

    private void TellFailure()
    {
        var first = _failures.FindIndex(_told, failure => isExpected?.Invoke(failure.Cause) != true);
        _told = _failures.Count;
        if (first >= 0 && rule == ActorFailureRule.EndTheRun)
        {
            throw new ActorFailedException(_failures[first]);
        }
    }
}
