using NumaBoot.Lanes;
using Xunit;

namespace NumaBoot.Actors.Tests.Determinism;

/// <summary>Blocks of lanes go on in windows, and one that speaks too early fails the run by name.</summary>
public sealed class ConductorTests
{
    private const long DelayNs = 10;

    // Expect two blocks that send a ball to and fro to see it arrive in the order of time, and the run to end when it lies.
    [Fact]
    public void What_crosses_over_arrives_in_time()
    {
        var left = new Player(0, peer: 1, hits: 5) { StartsNs = 100 };
        var right = new Player(1, peer: 0, hits: 5);
        var conductor = new Conductor([left, right], DelayNs);

        Assert.True(conductor.Run());

        Assert.Equal([100, 120, 140, 160, 180], left.AtNs);
        Assert.Equal([110, 130, 150, 170, 190], right.AtNs);
        Assert.Equal(10, conductor.Crossed + 1);
    }

    // Expect a block that had promised silence and speaks to end the run, with what it said and when.
    [Fact]
    public void A_broken_promise_ends_the_run()
    {
        var liar = new Player(0, peer: 1, hits: 5) { StartsNs = 100, PromisesNs = 1_000 };
        var busy = new Player(1, peer: 0, hits: 0) { StartsNs = 500 };

        var broken = Assert.Throws<BrokenPromiseException>(() => new Conductor([liar, busy], DelayNs).Run());

        Assert.Contains("block 0 of the lanes broke its promise: String sent at 100 ns arrives at 110 ns", broken.Message, StringComparison.Ordinal);
    }

    // Expect what a block throws to come out of the run.
    [Fact]
    public void A_fault_comes_out()
    {
        var faulty = new Player(0, peer: 7, hits: 1) { StartsNs = 1 };

        Assert.Throws<InvalidOperationException>(() => new Conductor([faulty, new Player(1, 0, 1)], DelayNs).Run());
    }

    /// <summary>A block of one lane that hits a ball back to another, each time it comes, for so many times.</summary>
    private sealed class Player(int number, int peer, int hits) : ILaneBlock
    {
        private long? _comesNs;
        private long _sent;

        public long? StartsNs
        {
            init => _comesNs = value;
        }

        public long? PromisesNs { get; init; }

        public List<long> AtNs { get; } = [];

        public long PromiseNs => PromisesNs ?? _comesNs ?? long.MaxValue;

        public long Deliveries => AtNs.Count;

        public bool Has(long actor) => actor == number;

        public void Take(in CrossMessage message) => _comesNs = message.ArrivalNs;

        public bool RunTo(long horizonNs, List<CrossMessage> outbox)
        {
            if (_comesNs is { } nowNs && nowNs < horizonNs)
            {
                AtNs.Add(nowNs);
                _comesNs = null;
                if (_sent < hits && (number == 0 || _sent < hits - 1))
                {
                    outbox.Add(new CrossMessage(nowNs + DelayNs, number, ++_sent, nowNs, peer, "ball"));
                }
            }

            return true;
        }
    }
}
