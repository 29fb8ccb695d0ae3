using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>Hears in which situation the receiver of each delivery is when it gets its message.</summary>
internal sealed class SituationsHeard : ISceneWatch, IPairNotes
{
    private readonly Dictionary<long, List<int>> _heard = [];
    private long _delivery;

    public long Last { get; set; }

    /// <summary>The situation in a delivery; none where no message was read in it.</summary>
    public IEnumerable<int> Of(long delivery) => _heard.TryGetValue(delivery, out var heard) ? heard.Take(1) : [];

    public void Delivering(in Delivery delivery) => _delivery = delivery.Number;

    public void Delivered(in Delivery delivery)
    {
        // What was written is there.
    }

    public ILane Over(ILane lane) => new Lane(lane, this);

    public void Note(int situation, IBootMessage message)
    {
        if (_delivery <= Last)
        {
            _heard.TryAdd(_delivery, []);
            _heard[_delivery].Add(situation);
        }
    }

    private sealed class Lane(ILane inner, IPairNotes pairs) : PassingLane(inner, inner.Ledger)
    {
        public override IPairNotes? Pairs => pairs;
    }
}
