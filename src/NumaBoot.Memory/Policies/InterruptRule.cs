namespace NumaBoot.Memory;

/// <summary>Whether interrupts arrive on a CPU that works as the writer.</summary>
public enum InterruptRule
{
    /// <summary>They do: one that needs to grow waits for the CPU it interrupted (v1).</summary>
    Open,

    /// <summary>They wait until the growth is over.</summary>
    Closed,
}
