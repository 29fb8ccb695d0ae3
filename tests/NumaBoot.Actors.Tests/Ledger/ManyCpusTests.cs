using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>The ledger on a machine that has more CPUs than a ledger has patience.</summary>
public sealed class ManyCpusTests
{
    private const int Cpus = 1500;

    public static TheoryData<string> Policies => ["v4.17", "v5.8", "v6.1", "single-writer"];

    //   |== built ==|-- deferred, a section for every CPU ----------------- ...
    //               ^ 1499 CPUs hold this ticket; one grows, and the others are told at once to try again
    //
    // Late init begins when all have what they want: who asks while it builds is refused from 5.8 on.
    // Expect so many answers without a page between them not to be taken for asking for ever.
    [Theory]
    [MemberData(nameof(Policies))]
    public void A_crowd_that_waited_for_one_growth_does_not_ask_for_ever(string policy)
    {
        var machine = SmallMachine.Of(sections: Cpus + 1, cpusPerNode: Cpus) with { LateInitAfterNs = 100_000_000 };
        var work = Enumerable.Range(0, Cpus).Select(cpu => new WorkItem
        {
            Cpu = cpu,
            Phase = WorkPhase.Running,
            Kind = WorkKind.Allocate,
            Order = SmallMachine.Geometry.MaxOrder,
            Count = 1,
            Need = WorkNeed.Required,
            Label = "a section",
        });

        var result = new BootRun().Run(new BootRequest(machine, InitPolicies.Find(policy)!, new Workload([.. work])));

        Assert.True(result.IsClean, string.Join('\n', result.Violations));
    }
}
