namespace NumaBoot.Simulation;

/// <summary>A world whose messages can have something travel beside them.</summary>
internal interface ICarrier
{
    /// <summary>
    /// In a delivery what came beside the message in hand; from when it is set, what goes beside each that is sent. Null for
    /// nothing.
    /// </summary>
    object? Carried { get; set; }

    /// <summary>When the message in hand was sent, in nanoseconds of virtual time; 0 where there is none.</summary>
    long SentNs { get; }
}
