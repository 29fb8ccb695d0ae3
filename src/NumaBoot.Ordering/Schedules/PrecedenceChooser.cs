namespace NumaBoot.Ordering;

/// <summary>
/// Plain order of time, but for deliveries that wait for others. Where all that is pending waits for something that does
/// not come, the first of them goes on all the same: a schedule always comes to its end.
/// </summary>
public sealed class PrecedenceChooser : IChooser
{
    private readonly Dictionary<DeliveryKey, DeliveryKey> _waitsFor = [];
    private readonly HashSet<DeliveryKey> _awaited = [];
    private readonly HashSet<DeliveryKey> _delivered = [];
    private readonly Predicate<Channel> _isFree;

    /// <summary>Plain order of time under these conditions.</summary>
    /// <param name="precedences">At most one for each delivery that waits.</param>
    public PrecedenceChooser(IEnumerable<Precedence> precedences)
    {
        ArgumentNullException.ThrowIfNull(precedences);
        _isFree = IsFree;
        foreach (var (first, then) in precedences)
        {
            _waitsFor.Add(then, first);
            _awaited.Add(first);
        }
    }

    /// <inheritdoc />
    public void Begin() => _delivered.Clear();

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int best = TimeChooser.First(candidates, _isFree);
        if (best < 0)
        {
            best = TimeChooser.First(candidates);
        }

        var key = DeliveryKey.Of(candidates[best]);
        if (_awaited.Contains(key))
        {
            _delivered.Add(key);
        }

        return best;
    }

    private bool IsFree(Channel channel) =>
        !_waitsFor.TryGetValue(DeliveryKey.Of(channel), out var awaited) || _delivered.Contains(awaited);
}
