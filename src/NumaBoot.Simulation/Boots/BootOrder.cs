namespace NumaBoot.Simulation;

/// <summary>Who delivered next in a boot.</summary>
public enum BootOrder
{
    /// <summary>Virtual time.</summary>
    Time,

    /// <summary>A chooser, out of all that was pending; virtual time goes on as far as the choices need.</summary>
    Choice,

    /// <summary>Akka's ordinary dispatching, on many threads: no virtual time, no digest, and every run is another one.</summary>
    Free,
}
