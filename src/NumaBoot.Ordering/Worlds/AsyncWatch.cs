namespace NumaBoot.Ordering;

/// <summary>
/// Finds out who began something that goes on by itself: a task that is awaited or piped, a thread, a timer of .NET. Such
/// things keep the context in which they began, which lives as long as they do; all else lets go of it.
/// </summary>
internal sealed class AsyncWatch
{
    private readonly AsyncLocal<object?> _context = new();
    private readonly List<(WeakReference Context, string Actor, string Message)> _begun = [];

    /// <summary>An actor begins to handle a message.</summary>
    public void Begin(string actor, string message)
    {
        var context = new object();
        _begun.Add((new WeakReference(context), actor, message));
        _context.Value = context;
    }

    /// <summary>It is done.</summary>
    public void End() => _context.Value = null;

    /// <summary>Collects garbage, and throws where something is left; to be asked when no actor of the run lives any more.</summary>
    /// <exception cref="OutsideWorldException">Something goes on.</exception>
    public void ThrowIfUnfinished()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        foreach (var (context, actor, message) in _begun)
        {
            if (context.IsAlive)
            {
                throw new OutsideWorldException(actor, message, "began something that goes on by itself (PipeTo, await, Task.Run, a timer of .NET) and was not done when the run was");
            }
        }
    }
}
