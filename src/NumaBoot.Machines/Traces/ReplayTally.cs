namespace NumaBoot.Machines;

/// <summary>What of a recording is not replayed as it stands.</summary>
internal sealed class ReplayTally
{
    /// <summary>Frees of pages that nobody was seen to allocate.</summary>
    public long OwnFrees { get; set; }

    /// <summary>How many pages these are.</summary>
    public long OwnPages { get; set; }

    /// <summary>Frees of parts of a block.</summary>
    public long Pieces { get; set; }

    /// <summary>Blocks of which a page was allocated once more without having been freed.</summary>
    public long Untold { get; set; }

    /// <summary>A sentence for each kind that there is.</summary>
    public IEnumerable<string> NotesOf(TraceRecording recording)
    {
        string file = recording.File;
        if (OwnFrees > 0)
        {
            yield return $"{file}: {OwnFrees} frees ({OwnPages} pages) of what it does not tell the allocation of are the kernel's own, and left out";
        }

        if (recording.Failed > 0)
        {
            yield return $"{file}: {recording.Failed} allocations failed, and are left out";
        }

        if (Untold > 0)
        {
            yield return $"{file}: {Untold} blocks were allocated again without having been freed; they are given back just before";
        }

        if (Pieces > 0)
        {
            yield return $"{file}: {Pieces} frees gave back parts of a block; a block goes back with its last part";
        }

        if (recording.Restricted > 0)
        {
            yield return $"{file}: {recording.Restricted} allocations were restricted to some nodes, which is passed over";
        }

        if (recording.Lost > 0)
        {
            yield return $"{file}: the kernel lost {recording.Lost} events";
        }

        if (recording.UnknownFlag.Length > 0)
        {
            yield return $"{file}: gfp flags such as {recording.UnknownFlag} are not known, and passed over";
        }
    }
}
