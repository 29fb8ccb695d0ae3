using NumaBoot.Machines;

namespace NumaBoot.Actors;

/// <summary>All that a node knows; it outlives the actor instance.</summary>
internal sealed class NodeState(NodePlan plan)
{
    public NodePlan Plan { get; } = plan;

    /// <summary>What its zones know, from low to high.</summary>
    public List<ZoneState> Zones { get; } = [];

    /// <summary>What its CPUs know, in the order of their numbers in the plan.</summary>
    public List<CpuState> Cpus { get; } = [];

    /// <summary>What its coordinator knows; null where one writes for the whole machine.</summary>
    public CoordinatorState? Coordinator { get; set; }

    /// <summary>CPUs that were let go to work and have not told that they are done.</summary>
    public List<CpuState> Working { get; } = [];

    /// <summary>The phase that they were let go for last.</summary>
    public WorkPhase WorkPhase { get; set; }

    /// <summary>Whether padata's pool has yet to say how many helpers there are for the range in hand.</summary>
    public bool AwaitsHelpers { get; set; }

    /// <summary>Children that have not done the step in hand.</summary>
    public HashSet<ActorAddress> ChildrenToHear { get; } = [];

    /// <summary>The step in hand.</summary>
    public BootStep Step { get; set; }

    /// <summary>Pages that the step in hand has concerned so far.</summary>
    public long StepPages { get; set; }

    /// <summary>Pages freed to the zones when memblock handed over.</summary>
    public long EarlyPages { get; set; }

    /// <summary>Pages that memblock freed to its zones after its hand-over and that none of them got.</summary>
    public long LostPages { get; set; }

    /// <summary>Workers created so far.</summary>
    public List<WorkerState> Workers { get; } = [];

    /// <summary>Workers that late init has used at most.</summary>
    public int MostWorkers { get; set; }

    /// <summary>Helpers borrowed for the range in hand.</summary>
    public int Helpers { get; set; }

    /// <summary>Whether late init has begun and is not over.</summary>
    public bool IsInLateInit { get; set; }

    /// <summary>When late init began, in virtual time.</summary>
    public long LateStartNs { get; set; }

    /// <summary>How long late init took.</summary>
    public long LateNs { get; set; }

    /// <summary>Pages that late init has built.</summary>
    public long LatePages { get; set; }

    /// <summary>Managed pages of its zones as they told last, by zone index.</summary>
    public long[] ManagedPages { get; } = new long[Memory.ZoneKinds.Count];

    /// <summary>The report in hand.</summary>
    public NodeReporting? Reporting { get; set; }
}
