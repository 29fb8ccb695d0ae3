using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Whether a CPU waits for itself: a growth that it builds waits for the handler of an interrupt, and the handler for the
/// writer that the growth holds. Each alone is no harm: a handler waits for any growth that is in hand, and a growth that
/// is put off goes on when the handler is served.
/// </summary>
internal sealed class SelfWaitJudge(LedgerBooks books)
{
    // Growths that somebody of the CPU that builds them waits for, by that CPU; and those that are put off.
    private readonly Dictionary<RequestId, int> _awaited = [];
    private readonly HashSet<RequestId> _putOff = [];

    public void WaitsForWriter(int cpu, RequestId growth, int growthCpu)
    {
        if (cpu == growthCpu)
        {
            _awaited[growth] = cpu;
            Judge(growth);
        }
    }

    public void GrowthPutOff(RequestId growth)
    {
        _putOff.Add(growth);
        Judge(growth);
    }

    public void GrowthGoesOn(RequestId growth) => _putOff.Remove(growth);

    public void GrowthAnswered(RequestId growth) => _awaited.Remove(growth);

    private void Judge(RequestId growth)
    {
        if (_putOff.Contains(growth) && _awaited.TryGetValue(growth, out int cpu))
        {
            books.Break(
                Invariant.NoSelfWait, $"an interrupt on cpu {cpu} waits for growth {growth}, which cpu {cpu} builds once the interrupt is over");
        }
    }
}
