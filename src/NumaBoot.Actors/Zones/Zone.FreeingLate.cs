using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>How a zone gets what memblock kept when it handed over and frees later.</summary>
internal sealed partial class Zone
{
    /// <summary>
    /// What lies at or above the frontier counts as not built, though it is: it is passed over, and late init, to which it
    /// is reserved, will not come to it either (<c>mm/memblock.c: memblock_free_late</c>).
    /// </summary>
    private void FreeLate(long frontier)
    {
        long lost = 0;
        foreach (var range in _state.Plan.LateFrames)
        {
            var built = range.Intersect(new PfnRange(0, frontier));
            if (!built.IsEmpty)
            {
                _state.Pool.AddManaged(built);
                Lane.Spend(BootWork.FreePages, built.Pages);
                Lane.Ledger.Released(_zone, built);
            }

            lost += range.Pages - built.Pages;
        }

        Done(BootStep.LateFreed, lost);
        ServeWaiting();
    }
}
