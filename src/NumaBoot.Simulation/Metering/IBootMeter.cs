using System.Collections.Immutable;
using System.Diagnostics;
using NumaBoot.Actors;
using NumaBoot.Lanes;

namespace NumaBoot.Simulation;

/// <summary>
/// Hears the numbers of all boots of a process. Several boots, and several blocks of one, may run at the same time: any
/// thread may call.
/// </summary>
public interface IBootMeter
{
    /// <summary>The process begins to be at a boot.</summary>
    void RunBegan();

    /// <summary>It is at it no more.</summary>
    void RunLeft();

    /// <summary>A boot has its result; told once a boot, by whoever puts the result together.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="violations">What broke, claimed by the policy or not.</param>
    void RunConcluded(BootOutcome outcome, ImmutableArray<Violation> violations);

    /// <summary>A block of lanes is set up.</summary>
    /// <param name="plan">The boot that it is a part of.</param>
    /// <param name="lanes">Its nodes; <see cref="ActorAddress.Machine"/> for what belongs to none.</param>
    /// <param name="span">The span of the boot: what is measured of traced requests leads there. Null where nothing is traced.</param>
    /// <returns>Who hears the numbers of that block.</returns>
    IBlockMeter BlockBegan(BootPlan plan, IReadOnlyCollection<int> lanes, Activity? span);

    /// <summary>Blocks went through windows of time side by side.</summary>
    /// <param name="bound">What bound them.</param>
    /// <param name="windows">How many.</param>
    void WindowsEnded(PromiseKind bound, long windows);

    /// <summary>Lost lanes are recomputed.</summary>
    void LanesRecovered();
}
