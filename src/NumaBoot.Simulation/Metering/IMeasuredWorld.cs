namespace NumaBoot.Simulation;

/// <summary>What a lane knows of the message in hand and of those that wait.</summary>
internal interface IMeasuredWorld
{
    /// <summary>Whether there is virtual time.</summary>
    bool IsTimed { get; }

    /// <summary>When the message in hand was sent, in nanoseconds of virtual time.</summary>
    long SentNs { get; }

    /// <summary>When it arrived, in nanoseconds of virtual time.</summary>
    long ArrivedNs { get; }

    /// <summary>How many messages wait or are under way, as far as a thread that drives no lane may ask; null where it may not.</summary>
    long? UnderWay { get; }
}
