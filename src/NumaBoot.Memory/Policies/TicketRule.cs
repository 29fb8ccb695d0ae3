namespace NumaBoot.Memory;

/// <summary>What becomes of the ticket: the frontier as the asker saw it, read without the lock.</summary>
public enum TicketRule
{
    /// <summary>The writer starts from the ticket, whatever has happened since (v1).</summary>
    Trusted,

    /// <summary>There is none: the writer reads the frontier itself (v3).</summary>
    ReadByTheWriter,

    /// <summary>The writer grows only if the frontier has not moved since (4.17 on).</summary>
    ComparedByTheWriter,

    /// <summary>There is none, and none is needed: whoever asks is told when there is something to take.</summary>
    None,
}
