using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>Small machines and workloads as chance throws them together.</summary>
internal static class AnyMachine
{
    /// <summary>A machine of one node to three.</summary>
    public static MachineSpec Draw(Random random)
    {
        int nodes = random.Next(1, 4);
        var memory = new List<(int Nid, PfnRange Frames)>();
        long at = random.Next(0, 20);
        for (int nid = 0; nid < nodes; nid++)
        {
            int runs = nid == 0 ? random.Next(1, 3) : random.Next(0, 3);
            for (int run = 0; run < runs; run++)
            {
                long pages = random.Next(1, 80);
                memory.Add((nid, PfnRange.Of(at, pages)));
                at += pages + (random.Next(2) * random.Next(1, 30));
            }
        }

        var machine = SmallMachine.With(random.Next(1, 4), [.. memory]);
        var reserved = Enumerable.Range(0, random.Next(0, 5)).Select(_ => PfnRange.Of(random.Next((int)at), random.Next(1, 12)));
        long dmaEnd = random.Next(2) * random.Next(1, 30);
        machine = machine.Reserving([.. reserved]) with
        {
            HasPageLists = random.Next(2) == 0,
            ZoneLimits = new ZoneLimits(dmaEnd, dmaEnd + (random.Next(2) * random.Next(0, 60))),
        };
        return FreeingLate(machine, at);
    }

    /// <summary>Half of them free some memory late, apart from what is reserved for good.</summary>
    private static MachineSpec FreeingLate(MachineSpec machine, long end)
    {
        var kept = new PfnRangeSet();
        foreach (var region in machine.Reserved)
        {
            kept.Add(region.Frames);
        }

        var late = new List<PfnRange>();
        for (long at = end % 2 == 0 ? 3 : end; at < end; at += 17)
        {
            var frames = PfnRange.Of(at, 1 + (at % 9));
            if (kept.FirstIn(frames).IsEmpty)
            {
                late.Add(frames);
            }
        }

        return machine.FreeingLate([.. late]);
    }

    /// <summary>A machine of two nodes or three.</summary>
    public static MachineSpec DrawSeveralNodes(Random random)
    {
        MachineSpec machine;
        do
        {
            machine = Draw(random);
        }
        while (machine.Nodes.Length < 2);

        return machine;
    }

    /// <summary>What its CPUs do: blocks of any order and type, some given back, some from all nodes in turn, and pauses.</summary>
    public static Workload DrawWorkload(Random random, MachineSpec machine)
    {
        var items = new List<WorkItem>();
        var cpus = machine.Cpus;
        for (int count = random.Next(0, 20); count > 0; count--)
        {
            var phase = (WorkPhase)random.Next(4);
            int cpu = phase == WorkPhase.Running ? cpus[random.Next(cpus.Length)].Cpu : cpus[0].Cpu;
            var allocation = new WorkItem
            {
                Cpu = cpu,
                Phase = phase,
                Kind = WorkKind.Allocate,
                Order = random.Next(4),
                Count = random.Next(1, 30),
                Need = random.Next(12) == 0 ? WorkNeed.Required : random.Next(2) == 0 ? WorkNeed.Optional : WorkNeed.Atomic,
                HighestZone = random.Next(4) == 0 ? (ZoneKind)random.Next(3) : ZoneKind.Normal,
                Interleaved = random.Next(4) == 0,
                Type = (MigrateType)random.Next(MigrateTypes.Count),
                Label = $"item {count}",
            };
            items.Add(allocation);
            if (random.Next(2) == 0)
            {
                items.Add(new WorkItem { Cpu = cpu, Phase = phase, Kind = WorkKind.Compute, DurationNs = random.Next(1, 3000) });
                items.Add(new WorkItem { Cpu = cpu, Phase = phase, Kind = WorkKind.Free, Label = allocation.Label });
            }
        }

        return new Workload([.. items]);
    }
}
