namespace NumaBoot.Ordering;

/// <summary>What is put under many orders: it can be run from its beginning again and again, on one thread.</summary>
public interface ISubject : IDisposable
{
    /// <summary>Deliveries of the schedule that was run last.</summary>
    long Deliveries { get; }

    /// <summary>The same for schedules that differ only in deliveries that have nothing to do with each other.</summary>
    ulong OrderHash { get; }

    /// <summary>
    /// What else there is to tell of the schedule that was run last, as a value that a later schedule does not change; null
    /// for nothing. A search hands on those that count, in their order.
    /// </summary>
    object? Notes => null;

    /// <summary>Says which seed the schedules from here on belong to, for all of the subject that is drawn and is not order: faults, for instance.</summary>
    /// <param name="seed">The seed.</param>
    void Draw(long seed)
    {
        // Most subjects are the same under every seed.
    }

    /// <summary>Runs one schedule to its end, whatever goes wrong on the way.</summary>
    /// <param name="chooser">Who delivers next.</param>
    /// <returns>What went wrong, in order; nothing where all is well.</returns>
    IReadOnlyList<Failure> Run(IChooser chooser);
}
