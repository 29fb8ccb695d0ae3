using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What a zone had when it refused a request that it should not have refused.</summary>
/// <param name="Id">The request.</param>
/// <param name="Zone">The zone.</param>
/// <param name="Order">The order asked for.</param>
/// <param name="FreePages">Its free pages.</param>
/// <param name="UnbuiltPages">Its pages that are not built.</param>
/// <param name="UnderWayPages">Its pages that are built and not yet free.</param>
/// <param name="Block">The block that it had, or would have got.</param>
public sealed record WrongRefusal(
    RequestId Id, ZoneRef Zone, int Order, long FreePages, long UnbuiltPages, long UnderWayPages, PfnRange Block)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"zone {Zone} refused order {Order} while {FreePages} of its pages were free, {UnbuiltPages} not initialised and {UnderWayPages} under way ({Id})";
}
