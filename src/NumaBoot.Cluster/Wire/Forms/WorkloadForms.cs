using System.Collections.Immutable;
using System.Runtime.Serialization;
using NumaBoot.Machines;

namespace NumaBoot.Cluster;

/// <summary>
/// The wire form of a workload: a large machine's millions of items are a few programs. What shared an item shares it
/// again.
/// </summary>
internal static class WorkloadForms
{
    internal static Proto.Workload ToProto(this Workload it)
    {
        var workload = new Proto.Workload();
        var cpus = new List<int>();
        List<(WorkItem Item, int Times)> items = [];
        foreach (var (cpu, next) in Runs(it.Items))
        {
            if (cpus.Count == 0 || !next.SequenceEqual(items))
            {
                Add(workload, cpus, items);
                items = next;
            }

            cpus.Add(cpu);
        }

        Add(workload, cpus, items);
        return workload;
    }

    internal static Workload ToDomain(this Proto.Workload it)
    {
        long count = 0;
        foreach (var program in it.Programs)
        {
            long once = program.Items.Sum(item => 1L + item.Again);
            long cpus = program.Cpus.Sum(run => (long)run.Count);
            count += once > 0 && cpus <= (InputLimits.MaxWorkItems - count) / once
                ? cpus * once
                : throw new SerializationException($"expected programs of 1 to {InputLimits.MaxWorkItems} items, found one of {once} for {cpus} CPUs");
        }

        var items = ImmutableArray.CreateBuilder<WorkItem>((int)count);
        foreach (var program in it.Programs)
        {
            var once = program.Items.Select(item => item.ToDomain()).ToList();
            foreach (int cpu in program.Cpus.ToCpus())
            {
                for (int at = 0; at < once.Count; at++)
                {
                    items.AddRange(Enumerable.Repeat(once[at] with { Cpu = cpu }, 1 + (int)program.Items[at].Again));
                }
            }
        }

        return new Workload(items.MoveToImmutable());
    }

    private static Proto.WorkItem ToProto(this WorkItem it, int times)
    {
        var item = new Proto.WorkItem
        {
            Phase = it.Phase.ToProto(),
            Kind = it.Kind.ToProto(),
            Order = it.Order.ToProto(),
            Count = it.Count.ToProto(),
            Interleaved = it.Interleaved,
            HighestZone = it.HighestZone.ToProto(),
            Need = it.Need.ToProto(),
            UsesPageList = it.UsesPageList,
            DurationNs = it.DurationNs.ToProto(),
            Label = it.Label,
            Type = it.Type.ToProto(),
            Again = (times - 1).ToProto(),
        };
        if (it.Nid is { } nid)
        {
            item.Nid = nid;
        }

        return item;
    }

    private static WorkItem ToDomain(this Proto.WorkItem it) => new()
    {
        Cpu = 0,
        Phase = it.Phase.ToDomain(),
        Kind = it.Kind.ToDomain(),
        Order = it.Order.ToDomain(),
        Count = it.Count.ToDomain(),
        Nid = it.HasNid ? it.Nid : null,
        Interleaved = it.Interleaved,
        HighestZone = it.HighestZone.ToDomain(),
        Need = it.Need.ToDomain(),
        UsesPageList = it.UsesPageList,
        DurationNs = it.DurationNs.ToDomain(),
        Label = it.Label,
        Type = it.Type.ToDomain(),
    };

    private static void Add(Proto.Workload workload, List<int> cpus, List<(WorkItem Item, int Times)> items)
    {
        if (cpus.Count > 0)
        {
            workload.Programs.Add(new Proto.Program { Cpus = { cpus.ToRuns() }, Items = { items.Select(pair => pair.Item.ToProto(pair.Times)) } });
            cpus.Clear();
        }
    }

    /// <summary>Runs of items of one CPU; their items are of no CPU, so that those of two CPUs may be the same.</summary>
    private static IEnumerable<(int Cpu, List<(WorkItem Item, int Times)> Items)> Runs(ImmutableArray<WorkItem> items)
    {
        for (int at = 0; at < items.Length;)
        {
            int cpu = items[at].Cpu;
            var run = new List<(WorkItem Item, int Times)>();
            while (at < items.Length && items[at].Cpu == cpu)
            {
                int end = at + 1;
                while (end < items.Length && items[end] == items[at])
                {
                    end++;
                }

                run.Add((items[at] with { Cpu = 0 }, end - at));
                at = end;
            }

            yield return (cpu, run);
        }
    }
}
