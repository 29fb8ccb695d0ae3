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
        FreePagePs = 500,
        TakeBlockNs = 7,
        ListPageNs = 2,
        StartCpuNs = 1_000,
        StartWorkerNs = 100,
    };

    // 1,000 pages: 20 ns each by the CPU; 64 bytes each at 6.4 bytes a nanosecond by the memory, 10 ns each, for each who
    // writes there at the same time.
    //
    // Expect whichever is slower: up to two writers the CPU, from three on the memory.
    [Theory]
    [InlineData(1, 20_000)]
    [InlineData(2, 20_000)]
    [InlineData(3, 30_000)]
    [InlineData(8, 80_000)]
    public void Pages_cost_what_the_slower_of_cpu_and_memory_needs(int sharers, long expectedNs) =>
        Assert.Equal(expectedNs, Model.DurationNs(BootWork.InitialisePages, 1_000, sharers));

    // Expect all other work to cost by the piece, whoever else is at it.
    [Theory]
    [InlineData(BootWork.Message, 10, 30)]
    [InlineData(BootWork.FreePages, 10, 5)]
    [InlineData(BootWork.TakeBlocks, 10, 70)]
    [InlineData(BootWork.ListPages, 10, 20)]
    [InlineData(BootWork.StartCpu, 10, 10_000)]
    [InlineData(BootWork.StartWorker, 10, 1_000)]
    public void Other_work_costs_by_the_piece(BootWork work, long units, long expectedNs) =>
        Assert.Equal(expectedNs, Model.DurationNs(work, units, sharers: 4));
}
