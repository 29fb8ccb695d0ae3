namespace NumaBoot.Ordering;

/// <summary>
/// Decides who delivers next. Every pending message and timer is handed to it once and taken out once. What an order
/// must keep is what Akka promises: two messages from one running actor to one receiver stay in order. An order serves
/// one engine and is driven by one thread at a time.
/// </summary>
public interface IDeliveryOrder
{
    /// <summary>When the next delivery can start at the earliest, in nanoseconds; <see cref="long.MaxValue"/> where nothing is pending.</summary>
    long NextNs { get; }

    /// <summary>The order ended the run although something is pending: a search that has seen enough of it does so.</summary>
    bool HasGivenUp { get; }

    /// <summary>Called before anything is added, and again whenever the world starts anew; what was pending is gone then.</summary>
    /// <param name="pool">Where the pending deliveries are kept.</param>
    void Begin(PendingPool pool);

    /// <summary>Takes in a delivery that became pending.</summary>
    /// <param name="handle">Its place in the pool.</param>
    void Add(int handle);

    /// <summary>Takes in a message that its receiver had already got and put aside: it goes before all that wait there.</summary>
    /// <param name="handle">Its place in the pool.</param>
    void AddFirst(int handle);

    /// <summary>Chooses the next delivery and takes it out. The engine releases its place in the pool.</summary>
    /// <param name="beforeNs">Deliveries that start at this time or later are not chosen; nanoseconds.</param>
    /// <param name="handle">The chosen delivery's place in the pool.</param>
    /// <param name="startNs">When its receiver begins to handle it, in nanoseconds; for each receiver never less than before.</param>
    /// <returns>False where nothing may be chosen.</returns>
    bool TryNext(long beforeNs, out int handle, out long startNs);
}
