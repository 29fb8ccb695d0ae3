using System.Text.Json;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>Snapshots are written as they were recorded from kernels.</summary>
public sealed class SnapshotLinesTests
{
    // Expect each point once, in the order of the boot, and the kernel's numbers where nothing but memblock has acted.
    [Theory]
    [InlineData("n4-tracebuf")]
    [InlineData("n3-memoryless")]
    [InlineData("n2-movablecore")]
    public void Nodes_and_zones_have_the_fields_and_numbers_of_the_recorded_ones(string boot)
    {
        var ours = Lines(RecordedBoots.Of(boot));

        Assert.Equal(
            ["memblock_free_all", "after memblock_free_all", "smp_init", "page_alloc_init_late", "files_maxfiles_init#2", "after init_per_zone_wmark_min", "up"],
            ours.Select(line => line.GetProperty("at").GetString()!), StringComparer.Ordinal);
        var real = Fixtures.Snapshot(boot, SnapshotPoints.AfterMemblockFreeAll);
        var mine = ours.First(line => line.GetProperty("at").GetString() == SnapshotPoints.AfterMemblockFreeAll);
        Assert.Equal(Flat(real.GetProperty("nodes")), Flat(mine.GetProperty("nodes")));
    }

    // Expect a machine of 64 x 65 = 4,160 CPUs to leave out a list of 4,160 counts in every zone.
    [Fact]
    public void Huge_machines_leave_out_the_counts_of_every_cpu()
    {
        var machine = MachineReader.Read("sockets-65");
        var request = new BootRequest(machine, InitPolicies.V61, new Workload([]));

        var zone = Lines(new BootRun().Run(request))[0].GetProperty("nodes")[0].GetProperty("zones")[0];

        Assert.False(zone.TryGetProperty("pcp_count", out _));
        Assert.True(zone.TryGetProperty("pcp_high", out _));
    }

    private static List<JsonElement> Lines(BootResult result) =>
        [.. SnapshotLines.Write(result).TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    // Every number with its path, ordered by name: recorded zones list their fields in another order than ours.
    private static List<string> Flat(JsonElement element, string path = "") => element.ValueKind switch
    {
        JsonValueKind.Object => [.. element.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal).SelectMany(field => Flat(field.Value, $"{path}.{field.Name}"))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany((item, at) => Flat(item, $"{path}[{at}]"))],
        _ => [$"{path} = {element}"],
    };
}
