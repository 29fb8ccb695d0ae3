using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Costs;

/// <summary>What work takes in virtual time, by figures that can be worked out by hand.</summary>
public sealed class CostModelTests
{
    private static readonly CostModel Model = new()
    {
        MessageNs = 3,
        InitialisePagePs = 20_000,
        MemmapBytesPerUs = 6_400,
        FreeBlockNs = 512,
        TakeBlockNs = 7,
        ListPageNs = 2,
        StartCpuNs = 1_000,
        StartWorkerNs = 100,
    };

    // 1,000 pages: 20 ns each by the CPU; 64 bytes each at 6.4 bytes a nanosecond by the memory, 10 ns each, for each who
    // writes there at the same time.
    //
    // Expect the root of the sum of the squares: sqrt(400 + 100) ns a page for one, sqrt(400 + 400) for two, and with many
    // hardly more than the memory's 10 ns for each.
    [Theory]
    [InlineData(1, 22_360)]
    [InlineData(2, 28_284)]
    [InlineData(3, 36_055)]
    [InlineData(100, 1_000_199)]
    public void Pages_cost_what_cpu_and_memory_need_side_by_side(int sharers, long expectedNs) =>
        Assert.Equal(expectedNs, Model.DurationNs(BootWork.InitialisePages, 1_000, sharers));

    // Expect all other work to cost by the piece, whoever else is at it.
    [Theory]
    [InlineData(BootWork.Message, 10, 30)]
    [InlineData(BootWork.FreePages, 1024, 1024)]
    [InlineData(BootWork.TakeBlocks, 10, 70)]
    [InlineData(BootWork.ListPages, 10, 20)]
    [InlineData(BootWork.StartCpu, 10, 10_000)]
    [InlineData(BootWork.StartWorker, 10, 1_000)]
    public void Other_work_costs_by_the_piece(BootWork work, long units, long expectedNs) =>
        Assert.Equal(expectedNs, Model.DurationNs(work, units, sharers: 4));
}
