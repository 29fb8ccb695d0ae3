using BenchmarkDotNet.Running;
using NumaBoot.Benchmarks.Boots;
using NumaBoot.Benchmarks.Lanes;
using NumaBoot.Benchmarks.Members;
using NumaBoot.Benchmarks.Schedules;
using NumaBoot.Benchmarks.Tracing;

namespace NumaBoot.Benchmarks;

/// <summary>
/// Measures; run in Release. Without arguments everything, with the results written to <c>docs/benchmarks</c>;
/// <c>--filter</c> and the rest as BenchmarkDotNet has them; <c>boots</c> for the boots of large machines alone,
/// <c>schedules</c> for the orders of a small one, <c>lanes</c> for boots on two threads, <c>cluster</c> for boots on three members,
/// <c>tracing</c> for what traces cost, beside another build's <c>numaboot.dll</c> where one is named.
/// </summary>
internal static class Program
{
    private const string Boots = "boots";
    private const string Schedules = "schedules";
    private const string OnThreads = "lanes";
    private const string OnMembers = "cluster";
    private const string Traced = "tracing";

    public static async Task Main(string[] arguments)
    {
        switch (arguments)
        {
            case []:
                Results.Keep("command", BenchmarkRunner.Run<CommandBenchmarks>());
                Results.Keep("allocations", BenchmarkRunner.Run<AllocationBenchmarks>());
                Results.Write(Boots, BootTable.Measure());
                Results.Write(Schedules, ScheduleTable.Measure());
                Results.Write(OnThreads, LanesTable.Measure());
                Results.Write(OnMembers, await ClusterTable.MeasureAsync());
                Results.Write(Traced, await TracingTable.MeasureAsync(peer: null));
                break;
            case [Traced, .. var peer] when peer.Length <= 1:
                Results.Write(Traced, await TracingTable.MeasureAsync(peer.FirstOrDefault()));
                break;
            case [OnMembers]:
                Results.Write(OnMembers, await ClusterTable.MeasureAsync());
                break;
            case [OnThreads]:
                Results.Write(OnThreads, LanesTable.Measure());
                break;
            case [Schedules]:
                Results.Write(Schedules, ScheduleTable.Measure());
                break;
            case [Boots]:
                Results.Write(Boots, BootTable.Measure());
                break;
            case [BootTable.ChildVerb, var nodes, var cpusPerNode]:
                BootOnce.Run(nodes, cpusPerNode);
                break;
            case [LanesTable.ChildVerb, var nodes, var nodeGiB, var threads]:
                LanesOnce.Run(nodes, nodeGiB, threads);
                break;
            case [BootTable.WarmVerb]:
                BootOnce.RunWarm();
                break;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(arguments);
                break;
        }
    }
}
