using System.Runtime.InteropServices;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Benchmarks;

/// <summary>The pages of a machine's first node with all its memory built, and nobody around them.</summary>
internal sealed class BareZone
{
    private const int Batch = 7;

    private readonly ZonePool _pool;
    private readonly List<PfnRange> _taken = [];

    public BareZone(MachineSpec machine)
    {
        var plan = BootPlan.Make(machine, InitPolicies.Default, Workload.None, MovableRequest.None).Nodes[0].LastZone!;
        _pool = new ZonePool(plan.Layout, machine.Geometry, 0);
        foreach (var range in plan.FreeFrames)
        {
            _pool.AddManaged(range);
        }
    }

    /// <summary>Takes pages one by one for CPUs in turn, each through a list of its own; how many it got.</summary>
    public long TakeThroughLists(int pages, int cpus)
    {
        var lists = Enumerable.Range(0, cpus).Select(_ => new PageList()).ToArray();
        var page = new List<PfnRange>(1);
        long got = 0;
        for (int at = 0; at < pages; at++)
        {
            var list = lists[at % cpus];
            if (list.Count == 0)
            {
                list.Refill(Take(Batch));
            }

            page.Clear();
            got += list.Take(1, page);
        }

        return got;
    }

    /// <summary>Takes pages one by one from the free areas; how many it got.</summary>
    public long TakeOneByOne(int pages)
    {
        long got = 0;
        for (int at = 0; at < pages; at++)
        {
            got += Take(1).Length;
        }

        return got;
    }

    private ReadOnlySpan<PfnRange> Take(int pages)
    {
        _taken.Clear();
        if (_pool.Allowed(0, WatermarkCheck.Low, ZoneKind.Normal) > 0)
        {
            _pool.Take(0, pages, _taken);
        }

        return CollectionsMarshal.AsSpan(_taken);
    }
}
