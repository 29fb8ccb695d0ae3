namespace NumaBoot.Actors;

/// <summary>What is pending on nodes, as whoever delivers knows it; what promises are worked out from, beside what actors know.</summary>
public interface IPending
{
    /// <summary>
    /// Before this nothing happens on a node, or where what belongs to none is, unless it gets something from elsewhere; in
    /// nanoseconds of virtual time, <see cref="long.MaxValue"/> for never.
    /// </summary>
    /// <param name="nid">The node, or <see cref="ActorAddress.Machine"/>.</param>
    long NextNs(int nid);

    /// <summary>Until when an actor is busy with what it handled last, in nanoseconds of virtual time.</summary>
    long BusyUntilNs(ActorAddress actor);

    /// <summary>Appends what has arrived at an actor and waits until it has time, in the order in which it will be handled.</summary>
    void AddWaiting(ActorAddress actor, List<IBootMessage> waiting);
}
