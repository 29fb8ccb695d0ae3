using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Reports;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>What is printed in the kernel's form reads like what the kernel printed on the same machine.</summary>
public sealed partial class KernelFilesTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect every line of ours to stand in the kernel's file, in the same order; only counts of pages that the
    // workload moves about are masked.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Zoneinfo_is_the_kernels_file_without_the_counters_that_are_not_simulated(string boot)
    {
        var result = RecordedBoots.Of(boot);
        string ours = Zoneinfo.Write(result.Report!.Snapshots[^1], [.. result.Plan.Cpus.Select(place => place.Cpu)]);

        string[] real = Masked(Fixtures.Read(boot, "zoneinfo.txt"));
        int at = 0;
        foreach (string line in Masked(ours))
        {
            int found = Array.IndexOf(real, line, at);
            Assert.True(found >= 0, $"'{line}' does not follow line {at} of the kernel's zoneinfo");
            at = found + 1;
        }

        Assert.Equal(real.Count(line => line.StartsWith("Node", StringComparison.Ordinal)), Masked(ours).Count(line => line.StartsWith("Node", StringComparison.Ordinal)));
    }

    // The kernel still frees its initrd and parts of its image once it is up, all of it in DMA32, and says how much.
    // Expect every other zone to manage what the kernel's does, and all DMA32 together what they do without these pages.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Managed_pages_are_the_kernels_but_for_what_it_frees_later(string boot)
    {
        var result = RecordedBoots.Of(boot);
        var ours = Managed(Zoneinfo.Write(result.Report!.Snapshots[^1], [0]));
        var real = Managed(Fixtures.Read(boot, "zoneinfo.txt"));
        long freedKiB = FreedLater().Matches(Fixtures.Read(boot, "dmesg.txt")).Sum(line => Number(line.Groups[1]));

        Assert.Equal(Others(real), Others(ours));
        Assert.Equal(real.Sum(zone => zone.Pages), ours.Sum(zone => zone.Pages) + (freedKiB / 4));

        static IEnumerable<(string Zone, long Pages)> Others(IEnumerable<(string Zone, long Pages)> zones) =>
            zones.Where(zone => !zone.Zone.EndsWith(" DMA32", StringComparison.Ordinal));
    }

    // Expect the free blocks that a debugger read from the kernel when memblock had handed over, printed as its buddyinfo
    // prints them: there is no later moment at which they can be predicted.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Buddyinfo_has_the_kernels_blocks_when_memblock_has_handed_over(string boot)
    {
        var ours = RecordedBoots.Of(boot).Report!.Snapshots.Single(snapshot => snapshot.At == SnapshotPoints.AfterMemblockFreeAll);
        var real = Fixtures.Snapshot(boot, SnapshotPoints.AfterMemblockFreeAll).GetProperty("nodes").EnumerateArray()
            .SelectMany(node => node.GetProperty("zones").EnumerateArray().Where(zone => zone.GetProperty("present").GetInt64() > 0)
                .Select(zone => $"Node {node.GetProperty("nid")}, zone {zone.GetProperty("zone").GetString(),8} "
                    + string.Concat(zone.GetProperty("nr_free").EnumerateArray().Select(count => $"{count.GetInt64(),6} ")) + "\n"));

        Assert.Equal(string.Concat(real), Buddyinfo.Write(ours));
    }

    // Expect the same zones in the same columns.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Buddyinfo_has_the_kernels_lines(string boot)
    {
        var result = RecordedBoots.Of(boot);

        Assert.Equal(
            BuddyRows(Fixtures.Read(boot, "buddyinfo.txt")),
            BuddyRows(Buddyinfo.Write(result.Report!.Snapshots[^1])));
    }

    // Expect zone ranges, Movable starts, node set-up, zonelists, total pages, reserved memory, CPUs and the nodes that
    // late init reports, word for word.
    [Theory]
    [MemberData(nameof(Boots))]
    public void The_boot_log_tells_of_memory_in_the_kernels_words(string boot)
    {
        string[] real = LogLines(Fixtures.Read(boot, "dmesg.txt"));
        string[] ours = LogLines(BootLog.Write(RecordedBoots.Of(boot)));

        Assert.Empty(ours.Except(real, StringComparer.Ordinal));
        Assert.Equal(
            real.Count(line => line.Contains("deferred pages initialised", StringComparison.Ordinal)),
            ours.Count(line => line.Contains("deferred pages initialised", StringComparison.Ordinal)));
        Assert.Contains(ours, line => line.StartsWith("Memory: ", StringComparison.Ordinal));
    }

    private static string[] Masked(string zoneinfo) =>
        [.. zoneinfo.TrimEnd('\n').Split('\n').Select(line => MovingCount().Replace(line, "$1#"))];

    // "Node 0, zone      DMA      0      0 ...": the counts move with the workload, their columns do not.
    private static List<string> BuddyRows(string buddyinfo) =>
        [.. buddyinfo.TrimEnd('\n').Split('\n').Select(line => $"{line[..21]}|{line.Length.ToString(CultureInfo.InvariantCulture)}")];

    // Stamps, times, and memory that the kernel's own code took before it printed are not what is compared.
    private static string[] LogLines(string log) =>
    [
        .. log.TrimEnd('\n').Split('\n')
            .Select(line => Stamp().Replace(line, ""))
            .Select(line => Available().Replace(line, "Memory: #/$1K available ($2K reserved"))
            .Select(line => Milliseconds().Replace(line, " in #ms").TrimEnd()),
    ];

    private static List<(string Zone, long Pages)> Managed(string zoneinfo) =>
        [.. ManagedPages().Matches(zoneinfo).Select(zone => ($"{zone.Groups[1].Value} {zone.Groups[2].Value}", Number(zone.Groups[3])))];

    private static long Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Node (\d+), zone +(\w+)\n(?: +.*\n)*? +managed +(\d+)")]
    private static partial Regex ManagedPages();

    [GeneratedRegex(@"Freeing (?!SMP).*memory: (\d+)K")]
    private static partial Regex FreedLater();

    [GeneratedRegex(@"^((  pages free     |        managed  |      nr_free_pages |              count: ))\d+")]
    private static partial Regex MovingCount();

    [GeneratedRegex(@"^\[ *\d+\.\d+\] ")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"^Memory: \d+K/(\d+)K available \(.*?(\d+)K reserved")]
    private static partial Regex Available();

    [GeneratedRegex(@" in \d+ms")]
    private static partial Regex Milliseconds();
}
