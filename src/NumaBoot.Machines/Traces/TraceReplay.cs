using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Makes a workload of what kernels told: each allocation becomes an item of the CPU that made it, each free an item of the
/// CPU that holds the block, at its place in that CPU's order. Recordings come one after the other, and what one allocates
/// another may free.
/// </summary>
internal sealed class TraceReplay(TracedMachine machine)
{
    // Shorter pauses are the work itself, which has its own cost here.
    private const long ShortestPauseNs = 100_000;

    private readonly SortedDictionary<int, CpuReplay> _cpus = [];
    private readonly LiveBlocks _live = new(machine.MaxOrder);
    private readonly List<string> _notes = [];
    private WorkPhase _reached;
    private long? _runningFromNs;

    /// <summary>What was passed over, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a recording behind those that there are.</summary>
    public void Add(TraceRecording recording)
    {
        var tally = new ReplayTally();
        _runningFromNs ??= recording.RunningFromNs;
        for (int at = 0; at < recording.Events.Count; at++)
        {
            // What one recording has left behind does not come back in the next.
            var phase = recording.Stages.PhaseAt(at);
            _reached = phase > _reached ? phase : _reached;
            var happened = recording.Events[at];
            if (happened.IsFree)
            {
                Free(happened, tally);
            }
            else
            {
                Allocate(happened, tally);
            }
        }

        _notes.AddRange(tally.NotesOf(recording));
    }

    /// <summary>Adds a workload behind what there is, CPU by CPU.</summary>
    public void Add(Workload workload)
    {
        foreach (var item in workload.Items)
        {
            CpuOf(item.Cpu).Items.Add(item);
        }
    }

    /// <summary>The workload, CPU by CPU.</summary>
    public Workload ToWorkload()
    {
        var items = ImmutableArray.CreateBuilder<WorkItem>(_cpus.Values.Sum(cpu => cpu.Items.Count));
        foreach (var cpu in _cpus.Values)
        {
            items.AddRange(cpu.Items);
        }

        return new Workload(items.MoveToImmutable());
    }

    private void Allocate(TracedEvent happened, ReplayTally tally)
    {
        // Pages that are allocated twice were freed in between, by a line that was lost.
        for (var block = _live.FindIn(happened.Pfn, happened.Order); block is not null; block = _live.FindIn(happened.Pfn, happened.Order))
        {
            tally.Untold++;
            _live.Remove(block);
            GiveBack(block, happened.TimeNs);
        }

        var cpu = CpuOf(happened.Cpu);
        var phase = PhaseOf(happened.Cpu);
        WaitFor(cpu, phase, happened.TimeNs);
        _live.Add(new LiveBlock(happened.Pfn, happened.Order, happened.Cpu, cpu.Items.Count));
        cpu.Items.Add(new WorkItem
        {
            Cpu = happened.Cpu,
            Phase = phase,
            Kind = WorkKind.Allocate,
            Order = happened.Order,
            Nid = happened.Nid,
            HighestZone = happened.Gfp.HighestZone,
            Type = happened.Type,
            Need = happened.Gfp.Need,
            Label = happened.Label ?? "",
        });
    }

    private void Free(TracedEvent happened, ReplayTally tally)
    {
        var block = _live.Find(happened.Pfn);
        if (block is null)
        {
            tally.OwnFrees++;
            tally.OwnPages += 1L << happened.Order;
            return;
        }

        // Blocks that were split come back piece by piece; ours goes back with the last.
        block.LeftPages -= 1L << happened.Order;
        tally.Pieces += happened.Order < block.Order ? 1 : 0;
        if (block.LeftPages <= 0)
        {
            _live.Remove(block);
            GiveBack(block, happened.TimeNs);
        }
    }

    private void GiveBack(LiveBlock block, long? timeNs)
    {
        var cpu = CpuOf(block.Cpu);
        var phase = PhaseOf(block.Cpu);
        string label = $"pfn 0x{block.Pfn:x}";
        cpu.Items[block.Item] = cpu.Items[block.Item] with { Label = label };
        WaitFor(cpu, phase, timeNs);
        cpu.Items.Add(new WorkItem { Cpu = block.Cpu, Phase = phase, Kind = WorkKind.Free, Label = label });
    }

    /// <summary>Other CPUs than the first come up with the phase in which all run; what they do before falls into it.</summary>
    private WorkPhase PhaseOf(int cpu) => cpu == machine.BootCpu ? _reached : WorkPhase.Running;

    /// <summary>Once all CPUs run, each keeps to the pace of the trace.</summary>
    private void WaitFor(CpuReplay cpu, WorkPhase phase, long? timeNs)
    {
        if (phase != WorkPhase.Running || timeNs is null || _runningFromNs is null)
        {
            return;
        }

        long pauseNs = timeNs.Value - _runningFromNs.Value - cpu.AtNs;
        if (pauseNs >= ShortestPauseNs)
        {
            cpu.AtNs += pauseNs;
            cpu.Items.Add(new WorkItem { Cpu = cpu.Cpu, Phase = phase, Kind = WorkKind.Compute, DurationNs = pauseNs });
        }
    }

    private CpuReplay CpuOf(int cpu)
    {
        if (!_cpus.TryGetValue(cpu, out var replay))
        {
            _cpus.Add(cpu, replay = new CpuReplay(cpu));
        }

        return replay;
    }
}
