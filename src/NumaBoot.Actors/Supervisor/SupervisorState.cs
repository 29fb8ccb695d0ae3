using NumaBoot.Machines;

namespace NumaBoot.Actors;

/// <summary>All that the boot supervisor knows; it outlives the actor instance.</summary>
internal sealed class SupervisorState
{
    /// <summary>How far it has come.</summary>
    public BootStage Stage { get; set; }

    /// <summary>Nodes that have not done the step in hand.</summary>
    public SortedSet<int> NodesToHear { get; } = [];

    /// <summary>The step in hand.</summary>
    public BootStep Step { get; set; }

    /// <summary>Pages that the step in hand has concerned so far.</summary>
    public long StepPages { get; set; }

    /// <summary>The work of the boot CPU that the stage in hand waits for; null where it waits for none.</summary>
    public WorkPhase? BootCpuWork { get; set; }

    /// <summary>When late init is to begin, in virtual time, once all CPUs run.</summary>
    public long LateInitAtNs { get; set; }

    /// <summary>Nodes whose CPUs have not all done their running work.</summary>
    public HashSet<int> NodesRunning { get; } = [];

    /// <summary>The required allocation that failed, or null.</summary>
    public WorkFailure? Failure { get; set; }

    /// <summary>Works that padata's shared pool has left (one per possible CPU).</summary>
    public int PoolLeft { get; set; }

    /// <summary>Reports asked for so far.</summary>
    public long Reports { get; set; }

    /// <summary>Where the report in hand is taken.</summary>
    public string ReportAt { get; set; } = "";

    /// <summary>Nodes that have not answered it.</summary>
    public HashSet<int> NodesToReport { get; } = [];

    /// <summary>Answers to the report in hand.</summary>
    public SortedDictionary<int, SupervisorMessages.NodeReported> Answers { get; } = [];

    /// <summary>Snapshots so far.</summary>
    public List<Snapshot> Snapshots { get; } = [];

    /// <summary>Phases so far.</summary>
    public List<BootPhase> Phases { get; } = [];

    /// <summary>The phase in hand.</summary>
    public string Phase { get; set; } = "";

    /// <summary>When it began, in virtual time.</summary>
    public long PhaseStartNs { get; set; }

    /// <summary>min_free_kbytes so far.</summary>
    public long MinFreeKiB { get; set; }
}
