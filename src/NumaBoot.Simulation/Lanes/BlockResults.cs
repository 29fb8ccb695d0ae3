using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Puts together what came of a boot on all its blocks.</summary>
public static class BlockResults
{
    /// <summary>
    /// The result of the boot. Null where something broke or went round for ever: which delivery broke it first, and
    /// where to stop, only one thread can tell.
    /// </summary>
    /// <param name="request">The boot.</param>
    /// <param name="plan">What followed from it.</param>
    /// <param name="blocks">What came of it on each block.</param>
    /// <param name="horizons">The windows that they went through.</param>
    /// <param name="isOver">Whether nothing was pending any more.</param>
    /// <param name="isInterrupted">Whether it was cancelled.</param>
    public static BootResult? Combine(
        BootRequest request, BootPlan plan, IReadOnlyList<BlockResult> blocks, HorizonCounts horizons, bool isOver, bool isInterrupted)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(blocks);
        if (blocks.Any(block => !block.Violations.IsEmpty) || (!isOver && !isInterrupted))
        {
            return null;
        }

        var report = blocks.Select(block => block.Report).FirstOrDefault(found => found is not null);
        var outcome = report is { Booted: true } ? BootOutcome.Booted : isOver ? BootOutcome.Failed : BootOutcome.Interrupted;
        long endNs = blocks.Max(block => block.EndNs);

        // Every block has a root of its own, which is told to begin; where it was stopped before, it was not.
        long deliveries = blocks.Sum(block => block.Deliveries) - blocks.Count(block => block.Deliveries > 0);
        deliveries += blocks.Any(block => block.Deliveries > 0) ? 1 : 0;
        return new BootResult(request, plan, outcome, report, Phases(blocks, report, endNs), [], Digest(plan, blocks), deliveries, endNs)
        {
            Happened = blocks.Aggregate(DisturbanceCounts.None, (sum, block) => sum + block.Happened),
            Horizons = horizons,
            Traces = [.. blocks.Select(block => block.Trace).OfType<BlockTrace>()],
            Histories = Histories(blocks),
        };
    }

    /// <summary>The digest of the run.</summary>
    public static ulong Digest(BootPlan plan, IReadOnlyList<BlockResult> blocks)
    {
        ulong[] groups = new ulong[plan.Nodes[^1].Nid + 2];
        foreach (var block in blocks)
        {
            foreach (var (nid, digest) in block.Digests)
            {
                groups[nid + 1] = digest;
            }
        }

        return DeliveryDigest.Combine(groups);
    }

    /// <summary>
    /// What broke on lanes is told by one thread, where deliveries have numbers. What happened must be the same: otherwise
    /// the lanes saw something else break.
    /// </summary>
    /// <param name="lanes">The digest of the lanes; null where they did not come to their end.</param>
    /// <param name="one">What came of the boot on one thread.</param>
    /// <exception cref="InvalidOperationException">It is not the same.</exception>
    public static void RequireSame(ulong? lanes, BootResult one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (lanes is { } digest && digest != one.Digest && one.Outcome != BootOutcome.Interrupted)
        {
            throw new InvalidOperationException($"the lanes and one thread do not agree: digest {digest:x16} and {one.Digest:x16}");
        }
    }

    // With the nodes of one block left out the rest would look as if nothing had happened there.
    private static ImmutableArray<BlockHistory> Histories(IReadOnlyList<BlockResult> blocks)
    {
        ImmutableArray<BlockHistory> histories = [.. blocks.Select(block => block.History).OfType<BlockHistory>()];
        return histories.Length == blocks.Count ? histories : [];
    }

    // A boot that was cut short ends its last phase where the last of its nodes stood.
    private static ImmutableArray<BootPhase> Phases(IReadOnlyList<BlockResult> blocks, BootReport? report, long endNs)
    {
        var phases = blocks.Select(block => block.Phases).FirstOrDefault(found => !found.IsEmpty, []);
        return report is not null || phases.IsEmpty ? phases : phases.SetItem(phases.Length - 1, phases[^1] with { EndNs = endNs });
    }
}
