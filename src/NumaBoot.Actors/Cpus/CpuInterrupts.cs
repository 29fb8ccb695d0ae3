namespace NumaBoot.Actors;

/// <summary>
/// The interrupts of one CPU: those to come, those that wait, and the one whose handler is not over. There is one handler
/// at a time, as hardware lets no other interrupt in meanwhile.
/// </summary>
internal sealed class CpuInterrupts
{
    // Most CPUs have none in their whole life.
    private HashSet<int>? _toCome;
    private Queue<int>? _waiting;

    /// <summary>Whether those of this boot are known.</summary>
    public bool AreArmed { get; private set; }

    /// <summary>The allocation of the handler in progress; null where none is.</summary>
    public AllocationInHand? Handler { get; private set; }

    /// <summary>Whether all have come and all handlers are over.</summary>
    public bool AreOver => _toCome is null or { Count: 0 } && _waiting is null or { Count: 0 } && Handler is null;

    /// <summary>Says which are to come.</summary>
    public void Arm(IReadOnlyCollection<int> numbers)
    {
        AreArmed = true;
        if (numbers.Count > 0)
        {
            _toCome = [.. numbers];
            _waiting = new Queue<int>();
        }
    }

    /// <summary>One comes; it waits until its handler can begin.</summary>
    public void Come(int number)
    {
        if (_toCome?.Remove(number) == true)
        {
            _waiting!.Enqueue(number);
        }
    }

    /// <summary>The one that has waited longest; false where none waits, or a handler is in progress.</summary>
    public bool TryNext(out int number)
    {
        number = 0;
        return Handler is null && _waiting?.TryDequeue(out number) == true;
    }

    /// <summary>A handler begins, with what it allocates.</summary>
    public void Begin(AllocationInHand allocation) => Handler = allocation;

    /// <summary>The handler is over.</summary>
    public void End() => Handler = null;
}
