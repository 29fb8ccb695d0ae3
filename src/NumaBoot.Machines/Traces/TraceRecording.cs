namespace NumaBoot.Machines;

/// <summary>What a file told of the allocations of a kernel.</summary>
/// <param name="file">The file.</param>
internal sealed class TraceRecording(string file)
{
    /// <summary>The file.</summary>
    public string File { get; } = file;

    /// <summary>Allocations and frees in their order.</summary>
    public List<TracedEvent> Events { get; } = [];

    /// <summary>Where in it the phases of the boot begin.</summary>
    public TraceStages Stages { get; } = new();

    /// <summary>When the phase begins in which all CPUs run, by the recording's own clock; null where it has none.</summary>
    public long? RunningFromNs { get; set; }

    /// <summary>Allocations that failed.</summary>
    public long Failed { get; set; }

    /// <summary>Events that the kernel says it lost.</summary>
    public long Lost { get; set; }

    /// <summary>Allocations that were restricted to some nodes.</summary>
    public long Restricted { get; set; }

    /// <summary>A flag that nobody here knows; empty where there is none.</summary>
    public string UnknownFlag { get; set; } = "";

    /// <summary>Adds an event.</summary>
    /// <exception cref="MachineInputException">There are too many.</exception>
    public void Add(InputLine line, TracedEvent happened)
    {
        // Each may need a second item that waits for its time.
        if (Events.Count >= InputLimits.MaxWorkItems / 2)
        {
            throw line.Unexpected($"at most {InputLimits.MaxWorkItems / 2} allocations and frees", "more");
        }

        Events.Add(happened);
    }
}
