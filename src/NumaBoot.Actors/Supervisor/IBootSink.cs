namespace NumaBoot.Actors;

/// <summary>Where a boot's results come out.</summary>
public interface IBootSink
{
    /// <summary>The boot has reached a phase, at this virtual time; for progress.</summary>
    void PhaseStarted(string phase, long atNs);

    /// <summary>The boot has come to its end.</summary>
    void Finished(BootReport report);
}
