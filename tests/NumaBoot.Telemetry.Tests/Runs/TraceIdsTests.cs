using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>The id of a trace follows from all that a boot is a function of.</summary>
public sealed class TraceIdsTests
{
    // Expect the same boot to have the same id, and one that differs in anything that decides its course another.
    [Fact]
    public void Another_boot_has_another_id()
    {
        var request = Request();
        var machine = request.Machine;
        var nodes = machine.Nodes;
        BootRequest[] others =
        [
            request with { Seed = 2 },
            request with { Policy = InitPolicies.V61 },
            request with { Workload = new Workload(request.Workload.Items.RemoveAt(0)) },
            request with { Machine = machine with { LateInitAfterNs = machine.LateInitAfterNs + 1 } },
            request with { Machine = machine with { MinFreeKiB = 1 } },
            request with { Machine = machine with { Nodes = [nodes[0] with { Cpus = nodes[1].Cpus }, nodes[1] with { Cpus = nodes[0].Cpus }] } },
        ];

        Assert.Equal(Id(request), Id(Request()));
        Assert.Equal(others.Length + 2, others.Select(other => Id(other)).Append(Id(request)).Append(Id(request, "replay 1")).Distinct(StringComparer.Ordinal).Count());
    }

    // A sampler that goes by a ratio looks at the beginning.
    // Expect all traces of a boot to begin alike, and to be different ones.
    [Fact]
    public void Traces_of_a_boot_begin_alike()
    {
        byte[] boot = TraceIds.Of(Request(), "");
        string[] ids = [.. Enumerable.Range(0, 5).Select(trace => TraceIds.Of(boot, trace).ToHexString())];

        Assert.Single(ids.Select(id => id[..16]).Distinct(StringComparer.Ordinal));
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    private static string Id(BootRequest request, string order = "") => TraceIds.Of(TraceIds.Of(request, order), 0).ToHexString();

    private static BootRequest Request()
    {
        var machine = MachineReader.Read("two-socket");
        return new BootRequest(machine, InitPolicies.SingleWriter, machine.OwnWorkload!);
    }
}
