using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>Adds what actors answer about themselves to a fingerprint, value by value.</summary>
internal static class SnapshotFingerprint
{
    public static void Add(this ref Fingerprint fingerprint, PfnRange frames)
    {
        fingerprint.Add(frames.Start);
        fingerprint.Add(frames.End);
    }

    public static void Add(this ref Fingerprint fingerprint, ImmutableArray<long> values)
    {
        fingerprint.Add(values.Length);
        foreach (long value in values)
        {
            fingerprint.Add(value);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, ZoneWatermarks marks)
    {
        fingerprint.Add(marks.Min);
        fingerprint.Add(marks.Low);
        fingerprint.Add(marks.High);
    }

    public static void Add(this ref Fingerprint fingerprint, PageListSize size)
    {
        fingerprint.Add(size.High);
        fingerprint.Add(size.Batch);
    }

    public static void Add(this ref Fingerprint fingerprint, ZoneLayout layout)
    {
        fingerprint.Add(layout.Nid);
        fingerprint.Add((long)layout.Kind);
        fingerprint.Add(layout.Span);
        fingerprint.Add(layout.PresentPages);
    }

    public static void Add(this ref Fingerprint fingerprint, NodeLayout layout)
    {
        fingerprint.Add(layout.Nid);
        fingerprint.Add(layout.Start);
        fingerprint.Add(layout.Zones.Length);
        foreach (var zone in layout.Zones)
        {
            fingerprint.Add(zone);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, ZoneSnapshot zone)
    {
        fingerprint.Add(zone.Layout);
        fingerprint.Add(zone.ManagedPages);
        fingerprint.Add(zone.FreePages);
        fingerprint.Add(zone.FreeBlocks);
        fingerprint.Add(zone.Watermarks);
        fingerprint.Add(zone.LowmemReserves);
        fingerprint.Add(zone.PageList);
        fingerprint.Add(zone.PageListCounts.Count);
        foreach (var (cpu, pages) in zone.PageListCounts)
        {
            fingerprint.Add(cpu);
            fingerprint.Add(pages);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, NodeSnapshot node)
    {
        fingerprint.Add(node.Layout);
        fingerprint.Add(node.FirstDeferredPfn);
        fingerprint.Add(node.DeferredPages);
        fingerprint.Add(node.Zones.Length);
        foreach (var zone in node.Zones)
        {
            fingerprint.Add(zone);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, NodeReport? report)
    {
        fingerprint.Add(report is not null);
        if (report is null)
        {
            return;
        }

        fingerprint.Add(report.Nid);
        fingerprint.Add(report.EarlyPages);
        fingerprint.Add(report.GrownPages);
        fingerprint.Add(report.LatePages);
        fingerprint.AddUnlessZero(report.LostPages);
        fingerprint.Add(report.LateWorkers);
        fingerprint.Add(report.LateNs);
        fingerprint.Add(report.Growths);
        fingerprint.Add(report.Allocations);
        fingerprint.Add(report.Holdings);
        fingerprint.Add(report.Failures);
    }

    public static void Add(this ref Fingerprint fingerprint, ImmutableArray<Growth> growths)
    {
        fingerprint.Add(growths.Length);
        foreach (var growth in growths)
        {
            fingerprint.Add(growth.AtNs);
            fingerprint.Add(growth.Zone);
            fingerprint.Add(growth.Order);
            fingerprint.Add(growth.Before);
            fingerprint.Add(growth.After);
            fingerprint.Add(growth.Pages);
            fingerprint.Add((long)growth.Reason);
            fingerprint.Add(growth.Cpu);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, AllocationTally tally)
    {
        fingerprint.Add(tally.Requested);
        fingerprint.Add(tally.Served);
        fingerprint.Add(tally.Remote);
        fingerprint.Add(tally.Waited);
        fingerprint.Add(tally.Failed);
        fingerprint.Add(tally.Pages);
    }

    public static void Add(this ref Fingerprint fingerprint, ImmutableArray<CpuHoldings> holdings)
    {
        fingerprint.Add(holdings.Length);
        foreach (var holding in holdings)
        {
            fingerprint.Add(holding.Zone);
            fingerprint.Add(holding.AllocatedPages);
            fingerprint.Add(holding.ListPages);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, ImmutableArray<WorkFailure> failures)
    {
        fingerprint.Add(failures.Length);
        foreach (var failure in failures)
        {
            fingerprint.Add(failure);
        }
    }

    public static void Add(this ref Fingerprint fingerprint, WorkFailure? failure)
    {
        fingerprint.Add(failure is not null);
        if (failure is null)
        {
            return;
        }

        fingerprint.Add(failure.Cpu);
        fingerprint.Add(failure.Label);
        fingerprint.Add(failure.Order);
        fingerprint.Add(failure.Nid);
        fingerprint.Add((long)failure.HighestZone);
        fingerprint.Add(failure.GotBlocks);
        fingerprint.Add(failure.WantedBlocks);
    }
}
