using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>A boot whose lanes hear of each other over the wire alone.</summary>
public sealed class LanesOverTheWireTests : IDisposable
{
    private readonly OneSystem _one = new();

    public void Dispose() => _one.Dispose();

    // Expect a boot in three blocks of lanes that share nothing but the wire, with notes in each other's ledgers, to be
    // delivery by delivery the boot on one thread, and to be told the same.
    [Theory]
    [InlineData("two-socket", "single-writer")]
    [InlineData("n4-tracebuf", "v1")]
    [InlineData("n4-tracebuf", "v3")]
    [InlineData("n4-tracebuf", "v6.1")]
    public void They_come_to_the_same(string machine, string policy)
    {
        var request = Boots.Request(machine, policy);

        var (result, blocks, notes) = InThreeBlocks(request);

        Assert.NotNull(result);
        Assert.All(blocks, block => Assert.Empty(block.Violations));
        Assert.InRange(notes.ForOne, 1, long.MaxValue);
        Assert.InRange(notes.ForAll, 1, long.MaxValue);
        var expected = new BootRun().Run(request);
        Assert.Equal($"{expected.Digest:x16}", $"{result.Digest:x16}");
        Assert.Equal(Told(expected), Told(result with { Horizons = HorizonCounts.None }));
    }

    // Expect their histories, put together, to be what one thread records.
    [Theory]
    [InlineData("two-socket", "single-writer")]
    [InlineData("n4-tracebuf", "v3")]
    [InlineData("n3-memoryless", "v6.1")]
    public void They_record_the_same(string machine, string policy)
    {
        var request = Boots.Request(machine, policy);
        var history = new HistorySettings(MostPoints: 50);

        var (result, blocks, _) = InThreeBlocks(request, history);

        Assert.Equal(blocks.Count, result!.Histories.Length);
        Assert.Equal(HistoryText.Of(new BootRun { Observation = new BootObservation { History = history } }.Run(request)), HistoryText.Of(result));
    }

    // A member of an earlier version passes the wish over.
    // Expect a history with the nodes of a block left out to be none.
    [Fact]
    public void Where_one_records_nothing_there_is_no_history()
    {
        var request = Boots.Request("two-socket", "single-writer");
        var (_, blocks, _) = InThreeBlocks(request, new HistorySettings(MostPoints: 50));

        var result = BlockResults.Combine(
            request, request.Plan(), [blocks[0], blocks[1] with { History = null }], HorizonCounts.None, isOver: true, isInterrupted: false);

        Assert.Empty(result!.Histories);
    }

    // Expect what breaks on one thread to be found broken where the lanes that it concerns are.
    [Fact]
    public void What_breaks_is_found_broken()
    {
        var request = Boots.Request("two-socket", "v1");

        var (result, blocks, _) = InThreeBlocks(request);

        Assert.Null(result);
        Assert.Equal(
            new BootRun().Run(request).Violations.Select(broken => broken.Invariant).Distinct().Order(),
            blocks.SelectMany(block => block.Violations).Select(broken => broken.Invariant).Distinct().Order());
    }

    private (BootResult? Result, List<BlockResult> Blocks, (long ForOne, long ForAll) Notes) InThreeBlocks(
        BootRequest request, HistorySettings? history = null)
    {
        var plan = request.Plan();
        var blocks = NodeParts.Of(plan.Nodes, 3)
            .Select((nodes, at) => new WireBlock(_one, at, request, [.. Machine(at), .. nodes.Select(node => node.Nid)], history))
            .ToList();
        var conductor = new Lanes.Conductor(blocks, LaneBlock.DelayNs(request));
        bool isOver = conductor.Run();
        List<BlockResult> results = [.. blocks.Select(block => block.Result(isOver))];
        blocks.ForEach(block => block.Dispose());
        return (
            BlockResults.Combine(request, plan, results, conductor.Horizons, isOver, isInterrupted: false),
            results,
            (blocks.Sum(block => block.Notes.ForOne), blocks.Sum(block => block.Notes.ForAll)));
    }

    // What belongs to no node is on the first block.
    private static IEnumerable<int> Machine(int block) => block == 0 ? [ActorAddress.Machine] : [];

    private static string Told(BootResult result) =>
        $"{result.Deliveries} {result.VirtualNs} {result.Happened}\n{RunSummary.Write(result)}\n{RunJson.Write(result)}";
}
