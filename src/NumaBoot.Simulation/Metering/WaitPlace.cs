namespace NumaBoot.Simulation;

/// <summary>Who lets a request wait.</summary>
public enum WaitPlace
{
    /// <summary>A zone, of which pages are taken.</summary>
    Zone,

    /// <summary>A grow coordinator, which is asked to grow.</summary>
    Coordinator,
}
