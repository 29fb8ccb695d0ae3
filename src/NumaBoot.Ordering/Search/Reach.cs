namespace NumaBoot.Ordering;

/// <summary>
/// Which actors a delivery to an actor may change besides it. A delivery that stops another only if something else came before
/// would depend on what comes to that other in one order and not in another, and the search could not tell what it leaves
/// out. So whom one delivery to an actor was seen to reach, all of them are taken to reach.
/// </summary>
internal sealed class Reach
{
    private readonly Dictionary<int, int[]> _byActor = [];

    /// <summary>Whether something was seen that had not been known before.</summary>
    public bool HasGrown { get; set; }

    /// <summary>Whom deliveries to an actor may reach, by number, each once.</summary>
    public int[] Of(int actor) => _byActor.GetValueOrDefault(actor, []);

    /// <summary>The same, with what came of the newest delivery.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="candidates">What came of it.</param>
    public int[] Of(in EventId delivery, Candidates candidates)
    {
        foreach (int actor in candidates.Reached)
        {
            Note(in delivery, actor);
        }

        foreach (var missed in candidates.Missed)
        {
            if (missed.IsGone)
            {
                Note(in delivery, missed.Id.To);
            }
        }

        return Of(delivery.To);
    }

    private void Note(in EventId delivery, int actor)
    {
        // The receiver is changed anyway, unless by its receipt only a part of it is.
        bool isKnown = actor == delivery.To && delivery.Receipt == default;
        if (!isKnown && !Of(delivery.To).Contains(actor))
        {
            _byActor[delivery.To] = [.. Of(delivery.To), actor];
            HasGrown = true;
        }
    }
}
