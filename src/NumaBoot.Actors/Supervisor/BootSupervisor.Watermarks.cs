using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>The first watermarks, and what khugepaged makes of them.</summary>
internal sealed partial class BootSupervisor
{
    private bool MayRaiseMinFree => plan.Machine.MinFreeKiB is null && plan.Machine.RaisesMinFree;

    private void SetFirstWatermarks()
    {
        var zones = ZonesNow();
        state.MinFreeKiB = plan.Machine.MinFreeKiB ?? WatermarkSizing.FirstMinFreeKiB(WatermarkSizing.FreeBufferPages(zones));
        SetWatermarks(zones);
    }

    private void RaiseWatermarks()
    {
        var zones = ZonesNow();
        long raised = MayRaiseMinFree
            ? WatermarkSizing.RaisedMinFreeKiB(zones, state.MinFreeKiB, plan.FreeMemblockPages, plan.Machine.Geometry)
            : state.MinFreeKiB;
        if (raised == state.MinFreeKiB)
        {
            Next();
            return;
        }

        state.MinFreeKiB = raised;
        SetWatermarks(zones);
    }

    private void SetWatermarks(List<ZonePages> zones) => Broadcast(
        new NodeMessages.SetWatermarks(state.MinFreeKiB, zones.Sum(zone => zone.ManagedPages), plan.Cpus.Length),
        BootStep.WatermarksSet);

    private List<ZonePages> ZonesNow() =>
    [
        .. state.Snapshots[^1].Nodes.SelectMany(node => node.Zones)
            .Where(zone => zone.Layout.PresentPages > 0)
            .Select(zone => new ZonePages(zone.Layout.Nid, zone.Layout.Kind, zone.ManagedPages, zone.Watermarks)),
    ];
}
