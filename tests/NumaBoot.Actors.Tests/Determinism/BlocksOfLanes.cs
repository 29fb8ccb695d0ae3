using System.Collections.Immutable;
using NumaBoot.Lanes;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>
/// A boot on blocks of lanes, with what each block has to say: <see cref="BootRun"/> goes back to one thread where
/// something breaks, and would hide what the blocks made of it.
/// </summary>
/// <param name="Whole">The blocks together, as if nothing had broken; null where they stopped before the end.</param>
/// <param name="Parts">What each block found.</param>
internal sealed record BlocksOfLanes(BootResult? Whole, ImmutableArray<BlockResult> Parts)
{
    /// <summary>Runs a boot on that many blocks, a thread each.</summary>
    /// <param name="request">The boot.</param>
    /// <param name="parts">How many blocks, as far as there are nodes.</param>
    /// <param name="times">What promises are worked out from; null for what things cost.</param>
    /// <param name="observation">Who looks on; null for nobody.</param>
    public static BlocksOfLanes Run(BootRequest request, int parts, IWorkTimes? times = null, BootObservation? observation = null)
    {
        var plan = request.Plan();
        ImmutableArray<LaneBlock> blocks =
        [
            .. NodeParts.Of(plan.Nodes, parts).Select((nodes, at) => new LaneBlock(
                request, plan, nodes, hasMachine: at == 0, times ?? request.Costs, progress: null, observation, CancellationToken.None)),
        ];
        try
        {
            var conductor = new Conductor([.. blocks], LaneBlock.DelayNs(request));
            bool isOver = conductor.Run();
            ImmutableArray<BlockResult> results = [.. blocks.Select(block => block.Result(isOver))];
            var whole = BlockResults.Combine(
                request, plan, [.. results.Select(part => part with { Violations = [] })], conductor.Horizons, isOver, isInterrupted: false);
            return new BlocksOfLanes(whole, results);
        }
        finally
        {
            foreach (var block in blocks)
            {
                block.Dispose();
            }
        }
    }
}
