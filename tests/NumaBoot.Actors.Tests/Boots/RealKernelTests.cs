using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Boots;

/// <summary>
/// What Linux 6.1 did on 28 machines, to the page. The simulation sees the log, the command line, the distances and the
/// CPU lists; the snapshots that a debugger took of the kernel are what it must arrive at.
/// </summary>
public sealed class RealKernelTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect every zone, frontier, free block and watermark to be what the kernel had, and no invariant to break.
    [Theory]
    [MemberData(nameof(Boots))]
    public void A_boot_ends_up_exactly_as_the_real_kernel_left_it(string boot)
    {
        var result = BareBoot.Run(boot, InitPolicies.V61);

        Assert.Empty(result.BrokenClaims);
        Assert.True(result.Booted);
        var differences = new List<string>();
        foreach (var snapshot in result.Report!.Snapshots.Where(snapshot => snapshot.At != SnapshotPoints.Up))
        {
            Compare(Fixtures.Snapshot(boot, snapshot.At), snapshot, differences);
        }

        ZoneinfoOracle.Compare(Fixtures.Read(boot, "zoneinfo.txt"), result.Report.Snapshots[^1], differences);
        Assert.Empty(differences);
    }

    private static void Compare(JsonElement real, Snapshot ours, List<string> differences)
    {
        foreach (var realNode in real.GetProperty("nodes").EnumerateArray())
        {
            int nid = realNode.GetProperty("nid").GetInt32();
            var node = ours.Nodes.Single(node => node.Nid == nid);
            bool frontierIsTold = ours.At is SnapshotPoints.MemblockFreeAll or SnapshotPoints.AfterMemblockFreeAll or SnapshotPoints.FilesMaxfilesInit;
            Check(differences, $"{ours.At} node {nid} spanned", realNode.GetProperty("spanned").GetInt64(), node.Layout.SpannedPages);
            Check(differences, $"{ours.At} node {nid} present", realNode.GetProperty("present").GetInt64(), node.Layout.PresentPages);
            if (frontierIsTold)
            {
                Check(differences, $"{ours.At} node {nid} frontier", realNode.GetProperty("first_deferred_pfn").GetInt64(), Frontier.Printed(node.FirstDeferredPfn));
            }

            foreach (var realZone in realNode.GetProperty("zones").EnumerateArray())
            {
                var zone = node.Zones.Single(zone => zone.Layout.Kind.Name() == realZone.GetProperty("zone").GetString());
                CompareZone($"{ours.At} zone {nid}:{zone.Layout.Kind.Name()}", ours.At, realZone, zone, differences);
            }
        }
    }

    private static void CompareZone(string where, string at, JsonElement real, ZoneSnapshot ours, List<string> differences)
    {
        Check(differences, $"{where} start", real.GetProperty("start").GetInt64(), ours.Layout.Span.Start);
        Check(differences, $"{where} spanned", real.GetProperty("spanned").GetInt64(), ours.Layout.Span.Pages);
        Check(differences, $"{where} present", real.GetProperty("present").GetInt64(), ours.Layout.PresentPages);
        if (at is SnapshotPoints.MemblockFreeAll or SnapshotPoints.AfterMemblockFreeAll or SnapshotPoints.FilesMaxfilesInit)
        {
            Check(differences, $"{where} managed", real.GetProperty("managed").GetInt64(), ours.ManagedPages);
        }

        if (at == SnapshotPoints.AfterMemblockFreeAll)
        {
            Check(differences, $"{where} free", real.GetProperty("free").GetInt64(), ours.FreePages);
            CheckAll(differences, $"{where} nr_free", real.GetProperty("nr_free"), ours.FreeBlocks);
        }

        if (at == SnapshotPoints.AfterWatermarks)
        {
            CheckAll(differences, $"{where} wmark", real.GetProperty("wmark"), [ours.Watermarks.Min, ours.Watermarks.Low, ours.Watermarks.High]);
            CheckAll(differences, $"{where} lowmem_reserve", real.GetProperty("lowmem_reserve"), ours.LowmemReserves);
        }
    }

    private static void CheckAll(List<string> differences, string what, JsonElement real, IEnumerable<long> ours)
    {
        string expected = string.Join(' ', real.EnumerateArray().Select(value => value.GetInt64()));
        string actual = string.Join(' ', ours);
        if (expected != actual)
        {
            differences.Add($"{what}: the kernel has {expected}, we have {actual}");
        }
    }

    private static void Check(List<string> differences, string what, long real, long ours)
    {
        if (real != ours)
        {
            differences.Add($"{what}: the kernel has {real}, we have {ours}");
        }
    }
}
