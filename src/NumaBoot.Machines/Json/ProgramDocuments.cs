using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Workloads as programs: CPUs that do the same one after the other share a program, and an item that is done again and
/// again is written once.
/// </summary>
internal static class ProgramDocuments
{
    /// <summary>The programs of a workload; reading them gives the same items in the same order.</summary>
    public static ImmutableArray<ProgramDocument> Of(Workload workload)
    {
        var programs = ImmutableArray.CreateBuilder<ProgramDocument>();
        var cpus = new List<int>();
        List<WorkItemDocument> items = [];
        foreach (var (cpu, next) in Runs(workload.Items))
        {
            // A list of CPUs ascends, or else their items would come in another order.
            if (cpus.Count == 0 || cpu <= cpus[^1] || !next.SequenceEqual(items))
            {
                Add(programs, cpus, items);
                items = next;
            }

            cpus.Add(cpu);
        }

        Add(programs, cpus, items);
        return programs.ToImmutable();
    }

    /// <summary>The workload of programs.</summary>
    /// <exception cref="MachineInputException">An item makes no sense, or there are too many.</exception>
    /// <param name="programs">The programs.</param>
    /// <param name="place">Where they stand.</param>
    public static Workload ToWorkload(ImmutableArray<ProgramDocument> programs, JsonPlace place)
    {
        var items = ImmutableArray.CreateBuilder<WorkItem>();
        for (int at = 0; at < programs.Length; at++)
        {
            AddProgram(items, programs[at], place.At(at));
        }

        return new Workload(items.DrainToImmutable());
    }

    /// <summary>The place of the item that is the n-th when all programs are written out.</summary>
    public static JsonPlace PlaceOf(ImmutableArray<ProgramDocument> programs, int item, JsonPlace place)
    {
        long left = item;
        for (int at = 0; at < programs.Length; at++)
        {
            long once = programs[at].Items.Sum(document => (long)(document.Times ?? 1));
            if (left < once * programs[at].Cpus.Length)
            {
                return place.At(at).At("items").At(IndexOf(programs[at].Items, left % once));
            }

            left -= once * programs[at].Cpus.Length;
        }

        return place;
    }

    private static int IndexOf(ImmutableArray<WorkItemDocument> items, long item)
    {
        int at = 0;
        for (; item >= (items[at].Times ?? 1); at++)
        {
            item -= items[at].Times ?? 1;
        }

        return at;
    }

    private static void AddProgram(ImmutableArray<WorkItem>.Builder items, ProgramDocument program, JsonPlace place)
    {
        for (int at = 0; at < program.Items.Length; at++)
        {
            program.Items[at].RequireSense(place.At("items").At(at));
        }

        foreach (int cpu in program.Cpus)
        {
            foreach (var document in program.Items)
            {
                AddTimes(items, document.ToItem(cpu), document.Times ?? 1, place);
            }
        }
    }

    private static void AddTimes(ImmutableArray<WorkItem>.Builder items, WorkItem item, int times, JsonPlace place)
    {
        if (times > InputLimits.MaxWorkItems - items.Count)
        {
            throw place.Unexpected($"at most {InputLimits.MaxWorkItems} items of a workload", "more");
        }

        for (int at = 0; at < times; at++)
        {
            items.Add(item);
        }
    }

    private static void Add(ImmutableArray<ProgramDocument>.Builder programs, List<int> cpus, List<WorkItemDocument> items)
    {
        if (cpus.Count > 0)
        {
            programs.Add(new ProgramDocument { Cpus = [.. cpus], Items = [.. items] });
            cpus.Clear();
        }
    }

    /// <summary>Runs of items of one CPU.</summary>
    private static IEnumerable<(int Cpu, List<WorkItemDocument> Items)> Runs(ImmutableArray<WorkItem> items)
    {
        for (int at = 0; at < items.Length;)
        {
            int cpu = items[at].Cpu;
            var run = new List<WorkItemDocument>();
            while (at < items.Length && items[at].Cpu == cpu)
            {
                int end = at + 1;
                while (end < items.Length && items[end] == items[at])
                {
                    end++;
                }

                run.Add(WorkItemDocument.Of(items[at], end - at));
                at = end;
            }

            yield return (cpu, run);
        }
    }
}
