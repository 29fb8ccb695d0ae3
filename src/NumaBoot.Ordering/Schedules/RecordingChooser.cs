using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>Writes down what another chooser chooses, and where plain order of time would have chosen otherwise.</summary>
/// <param name="inner">Who chooses.</param>
public sealed class RecordingChooser(IChooser inner) : IChooser
{
    private readonly List<DeliveryKey> _chosen = [];
    private readonly List<long> _delivered = [];
    private readonly ImmutableArray<Deviation>.Builder _deviations = ImmutableArray.CreateBuilder<Deviation>();

    /// <summary>All choices.</summary>
    public IReadOnlyList<DeliveryKey> Chosen => _chosen;

    /// <summary>Those that make the schedule what it is.</summary>
    public ImmutableArray<Deviation> Deviations => _deviations.ToImmutable();

    /// <summary>
    /// How many choices led up to a delivery, its own included. Not every choice is a delivery: a timer of Akka's scheduler
    /// goes off in one choice, and what it tells is delivered in another.
    /// </summary>
    /// <param name="delivery">Which delivery, counted from 1.</param>
    public int ChoicesUpTo(long delivery)
    {
        int choices = 0;
        while (choices < _delivered.Count && _delivered[choices] < delivery)
        {
            choices++;
        }

        return choices;
    }

    /// <inheritdoc />
    public void Begin()
    {
        inner.Begin();
        _chosen.Clear();
        _delivered.Clear();
        _deviations.Clear();
    }

    /// <inheritdoc />
    public int Choose(Candidates candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int at = inner.Choose(candidates);
        if (at < 0)
        {
            return at;
        }

        var key = DeliveryKey.Of(candidates[at]);
        _chosen.Add(key);
        _delivered.Add(candidates.Delivered);
        if (candidates.Count > 1 && TimeChooser.First(candidates) != at)
        {
            _deviations.Add(new Deviation(_chosen.Count, key));
        }

        return at;
    }
}
