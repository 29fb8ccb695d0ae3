using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NumaBoot.Benchmarks;

/// <summary>
/// One invocation takes tenths of a second and does hundreds of thousands of things, so a few of them say enough. In
/// this process, so that nothing has to be built first.
/// </summary>
internal class SuiteConfig : ManualConfig
{
    public SuiteConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(RunStrategy.Monitoring)
            .WithWarmupCount(3)
            .WithIterationCount(8));
        AddColumn(StatisticColumn.Median, StatisticColumn.OperationsPerSecond);
        HideColumns(Column.Error, Column.Job, Column.Toolchain, Column.IterationCount, Column.RunStrategy, Column.WarmupCount, Column.UnrollFactor, Column.InvocationCount, Column.RatioSD);
    }
}
