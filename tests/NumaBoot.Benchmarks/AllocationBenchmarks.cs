using BenchmarkDotNet.Attributes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Benchmarks;

/// <summary>
/// Simulated allocations of one page each, by 64 CPUs on one node of 1 TiB, booted with the invariants judged; an
/// operation is one allocation. Beside them the same allocations on the memory model alone, without actors, and a bare
/// pair of actors that play ping-pong on the same engine, where an operation is one message.
/// </summary>
[Config(typeof(SuiteConfig))]
[MemoryDiagnoser(displayGenColumns: false)]
public class AllocationBenchmarks
{
    private const int Listed = 2_000_000;
    private const int Unlisted = 400_000;
    private const int Messages = 1_000_000;

    private static readonly MachineSpec Machine = BuiltInMachines.Sockets(1);

    private readonly Workload _listed = OnePageEach(Listed, usesPageList: true);
    private readonly Workload _unlisted = OnePageEach(Unlisted, usesPageList: false);

    /// <summary>Order 0 through the CPUs' lists: a message and its answer for each refill of seven pages.</summary>
    [Benchmark(OperationsPerInvoke = Listed, Description = "CPU and zone actors, page lists")]
    public BootResult ActorsWithLists() => Boot(_listed);

    /// <summary>A message and its answer for every page.</summary>
    [Benchmark(OperationsPerInvoke = Unlisted, Description = "CPU and zone actors, no page lists")]
    public BootResult ActorsWithoutLists() => Boot(_unlisted);

    /// <summary>The same pages from the model's lists.</summary>
    [Benchmark(OperationsPerInvoke = Listed, Description = "memory model alone, page lists")]
    public long ModelWithLists() => new BareZone(Machine).TakeThroughLists(Listed, Machine.Cpus.Length);

    /// <summary>The same pages from the model's free areas.</summary>
    [Benchmark(OperationsPerInvoke = Unlisted, Description = "memory model alone, no page lists")]
    public long ModelWithoutLists() => new BareZone(Machine).TakeOneByOne(Unlisted);

    /// <summary>What a message costs where actors do nothing.</summary>
    [Benchmark(OperationsPerInvoke = Messages, Description = "bare ping-pong on the same engine")]
    public long PingPong() => BarePair.Play(Messages);

    private static BootResult Boot(Workload workload) =>
        new BootRun().Run(new BootRequest(Machine, InitPolicies.Default, workload)) is { IsClean: true } result
            ? result
            : throw new InvalidOperationException("a boot that breaks says nothing about speed");

    private static Workload OnePageEach(int allocations, bool usesPageList)
    {
        var items = Machine.Cpus
            .Select(place => new WorkItem
            {
                Cpu = place.Cpu,
                Phase = WorkPhase.Running,
                Kind = WorkKind.Allocate,
                Need = WorkNeed.Optional,
                UsesPageList = usesPageList,
                Label = "page",
            })
            .SelectMany(item => Enumerable.Repeat(item, allocations / Machine.Cpus.Length));
        return new Workload([.. items]);
    }
}
