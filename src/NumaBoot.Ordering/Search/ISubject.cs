namespace NumaBoot.Ordering;

/// <summary>What is put under many orders: it can be run from its beginning again and again, on one thread.</summary>
public interface ISubject : IDisposable
{
    /// <summary>Deliveries of the schedule that was run last.</summary>
    long Deliveries { get; }

    /// <summary>The same for schedules that differ only in deliveries that have nothing to do with each other.</summary>
    ulong OrderHash { get; }

    /// <summary>Runs one schedule to its end, whatever goes wrong on the way.</summary>
    /// <param name="chooser">Who delivers next.</param>
    /// <returns>What went wrong, in order; nothing where all is well.</returns>
    IReadOnlyList<Failure> Run(IChooser chooser);
}
