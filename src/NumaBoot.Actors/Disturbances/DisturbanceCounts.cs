namespace NumaBoot.Actors;

/// <summary>How many disturbances of each kind: those that are wanted in each schedule, or those that happened.</summary>
public sealed record DisturbanceCounts
{
    /// <summary>None at all.</summary>
    public static DisturbanceCounts None { get; } = new();

    /// <summary>Interrupts whose handlers allocate.</summary>
    public long Interrupts { get; init; }

    /// <summary>Letters between nodes that were lost.</summary>
    public long Lost { get; init; }

    /// <summary>Letters between nodes that arrived twice.</summary>
    public long Duplicated { get; init; }

    /// <summary>Letters between nodes that were late.</summary>
    public long Delayed { get; init; }

    /// <summary>Actors that crashed and were restarted.</summary>
    public long Crashed { get; init; }

    /// <summary>Actors that paused.</summary>
    public long Paused { get; init; }

    /// <summary>Nodes that were slow.</summary>
    public long Slowed { get; init; }

    /// <summary>One of its kind.</summary>
    public static DisturbanceCounts Of(Disturbance disturbance) => disturbance switch
    {
        Interrupt => new DisturbanceCounts { Interrupts = 1 },
        LostLetter => new DisturbanceCounts { Lost = 1 },
        DuplicatedLetter => new DisturbanceCounts { Duplicated = 1 },
        DelayedLetter => new DisturbanceCounts { Delayed = 1 },
        CrashedActor => new DisturbanceCounts { Crashed = 1 },
        PausedActor => new DisturbanceCounts { Paused = 1 },
        SlowNode => new DisturbanceCounts { Slowed = 1 },
        _ => throw new ArgumentOutOfRangeException(nameof(disturbance), disturbance, "unknown disturbance"),
    };

    /// <summary>The sum by kind.</summary>
    public static DisturbanceCounts operator +(DisturbanceCounts left, DisturbanceCounts right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return new DisturbanceCounts
        {
            Interrupts = left.Interrupts + right.Interrupts,
            Lost = left.Lost + right.Lost,
            Duplicated = left.Duplicated + right.Duplicated,
            Delayed = left.Delayed + right.Delayed,
            Crashed = left.Crashed + right.Crashed,
            Paused = left.Paused + right.Paused,
            Slowed = left.Slowed + right.Slowed,
        };
    }

    /// <summary>The same sum, for languages without operators.</summary>
    public DisturbanceCounts Add(DisturbanceCounts other) => this + other;
}
