using NumaBoot.Machines;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Our JSON with each of its values replaced by others that have no business there.</summary>
public sealed class JsonDamageTests
{
    private const string Machine = """
        {
          "schema": "numaboot/machine/1", "name": "all there is",
          "geometry": { "maxOrder": 10, "sectionPages": 32768, "pageblockOrder": 9 },
          "zoneLimits": { "dmaEnd": "0x1000000", "dma32End": "0x100000000" },
          "nodes": [
            { "nid": 0, "cpus": "0-1", "memory": [ { "start": "0x1000", "size": "1G", "flags": 2 } ] },
            { "nid": 1, "cpus": "1,2", "memory": [ { "start": "0x80000000", "size": "512M" } ] }
          ],
          "distances": [ "10 21", "21 10" ],
          "reserved": [ { "start": "0x1000000", "size": "32M", "flags": 16 } ],
          "commandLine": "trace_event=x crashkernel=64M", "reservationsIncludeCommandLine": false,
          "kernelImage": { "start": "0x1000000", "size": "16M" }, "smpAlternativesPages": 9,
          "crashKernel": [ { "start": "0x2000000", "size": "16M" } ],
          "minFreeKiB": 1024, "raisesMinFree": true, "hasPageLists": true,
          "cpuHomes": [ { "cpu": 1, "nid": 0 } ],
          "publishedInits": [ { "nid": 0, "durationMs": 7, "pages": 99 } ],
          "publishedFallbackOrders": [ { "nid": 0, "nids": "0 1" } ],
          "workload": [ { "cpus": "0", "items": [
            { "phase": "running", "do": "allocate", "order": 3, "count": 5, "node": 1, "zoneLimit": "DMA32", "need": "optional", "pageList": false, "label": "x" },
            { "phase": "running", "do": "allocate", "interleaved": true },
            { "phase": "running", "do": "compute", "durationNs": 10, "times": 3 },
            { "phase": "running", "do": "free", "label": "x" } ] } ]
        }
        """;

    private const string Program = """
        {
          "schema": "numaboot/workload/1",
          "programs": [ { "cpus": "0-1", "items": [
            { "phase": "running", "do": "allocate", "order": 3, "count": 5, "node": 1, "zoneLimit": "DMA32", "need": "optional", "pageList": false, "label": "x" },
            { "phase": "running", "do": "compute", "durationNs": 10, "times": 3 },
            { "phase": "running", "do": "free", "label": "x" } ] } ]
        }
        """;

    // Expect a machine or one line for each value of each property and element.
    [Fact]
    public void Every_value_of_a_machine_may_be_anything() => JsonDamage.Replace(Machine, text => Answers.Use(MachineJson.Read("m.json", text)));

    // Expect the same of a workload, where the items have to fit a machine.
    [Fact]
    public void Every_value_of_a_workload_may_be_anything() =>
        JsonDamage.Replace(Program, text => WorkloadJson.Read("w.json", text).Check(BuiltInMachines.TwoSocket));

    // Expect null in a list to be told with its line.
    [Theory]
    [InlineData("\"nodes\": [", "\"nodes\": [ null,", 5)]
    [InlineData("\"0-1\", \"memory\": [", "\"0-1\", \"memory\": [\nnull,", 7)]
    [InlineData("\"cpus\": \"0\", \"items\": [", "\"cpus\": \"0\", \"items\": [ null,", 18)]
    [InlineData("\"workload\": [", "\"workload\": [ null,", 18)]
    [InlineData("\"distances\": [", "\"distances\": [ null,", 9)]
    [InlineData("\"reserved\": [", "\"reserved\": [ null,", 10)]
    public void Null_in_a_list_is_told(string right, string wrong, int line)
    {
        Assert.Contains(right, Machine, StringComparison.Ordinal);
        var fault = Assert.Throws<MachineInputException>(() => MachineJson.Read("m.json", Machine.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Equal($"m.json:{line}: expected lists without null, found null", fault.Message);
    }
}
