using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace NumaBoot.Benchmarks;

/// <summary>The most memory that a child process had; what a benchmark notes lands here, since both are one process.</summary>
internal sealed class PeakColumn : IColumn
{
    private static readonly Dictionary<string, long> Peaks = new(StringComparer.Ordinal);

    public string Id => nameof(PeakColumn);

    public string ColumnName => "Peak RSS";

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Size;

    public string Legend => "The most memory that the process had, over all iterations";

    public static void Note(string benchmark, long bytes) =>
        Peaks[benchmark] = Math.Max(Peaks.GetValueOrDefault(benchmark), bytes);

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        Peaks.TryGetValue(benchmarkCase.Descriptor.WorkloadMethod.Name, out long bytes)
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:f0} MB")
            : "-";

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;
}
