using System.Text.Json;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>A boot without virtual time tells none: a 0 would look like one.</summary>
public sealed class FreeReportsTests
{
    private static readonly BootResult Free = ToldBoot.Result with { Order = BootOrder.Free };

    // Expect the JSON to be that of a timed boot without its times and its digest.
    [Fact]
    public void The_json_has_neither_times_nor_a_digest()
    {
        using var json = JsonDocument.Parse(RunJson.Write(Free));

        Assert.Equal("free", json.RootElement.GetProperty("order").GetString());
        Assert.Equal(1234, json.RootElement.GetProperty("deliveries").GetInt64());
        Assert.DoesNotMatch("Ns\"|\"digest\"", json.RootElement.GetRawText());
        Assert.Matches("\"virtualNs\".*\"digest\"|\"digest\"(.|\n)*\"virtualNs\"", RunJson.Write(ToldBoot.Result));
    }

    // Expect phases without times, growths that belong to no phase, and neither seed nor digest.
    [Fact]
    public void The_summary_has_neither_times_nor_a_digest()
    {
        string[] lines = RunSummary.Write(Free).TrimEnd('\n').Split('\n');

        Assert.EndsWith("policy v1   order free", lines[0], StringComparison.Ordinal);
        Assert.Equal("  memory map                  4 zones, 1 deferred, 2.0 MiB built and free", lines[1]);
        Assert.Equal("  early boot", lines[2]);
        Assert.Equal("  2 invariants broken over 1,234 deliveries", lines[^1]);
    }

    // Expect snapshots without a time, and a kernel log without stamps and without lines that tell how long something took.
    [Fact]
    public void Snapshots_and_the_kernel_log_have_no_times()
    {
        Assert.Contains("atNs", SnapshotLines.Write(ToldBoot.Result), StringComparison.Ordinal);
        Assert.DoesNotContain("atNs", SnapshotLines.Write(Free), StringComparison.Ordinal);
        Assert.Matches(@"^\[ +[0-9]+[.][0-9]{6}\] ", BootLog.Write(ToldBoot.Failed));
        string log = BootLog.Write(ToldBoot.Failed with { Order = BootOrder.Free });
        Assert.StartsWith("Zone ranges:\n", log, StringComparison.Ordinal);
        Assert.Contains("page allocation failure: order:2", log, StringComparison.Ordinal);
        Assert.DoesNotContain("initialised in", log, StringComparison.Ordinal);
        Assert.DoesNotContain("] ", string.Concat(log.Split('\n').Select(line => line.Length > 16 ? line[..16] : line)), StringComparison.Ordinal);
    }
}
