using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Who delivers next in the schedules of an exploration.</summary>
/// <param name="settings">The exploration.</param>
/// <param name="length">About how many choices a schedule has.</param>
internal sealed class ExplorationChoosers(ExplorationSettings settings, long length)
{
    private const int LateInitPurpose = 1;

    private readonly int _length = (int)Math.Clamp(length, 1, int.MaxValue);

    /// <summary>The chooser of a seed.</summary>
    public IChooser Of(long seed) => settings.Order switch
    {
        ExplorationOrder.Time => new TimeChooser(),
        ExplorationOrder.Random => new RandomChooser(seed, HoldOf(seed)),
        ExplorationOrder.Priority => new PriorityChooser(seed, settings.Depth, _length, HoldOf(seed)),
        _ => throw new InvalidOperationException($"the order {settings.Order.Name()} has no seeds"),
    };

    private LateInitHold HoldOf(long seed) => new(new RandomStream(seed, LateInitPurpose).Below(_length));
}
