using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>What is drawn for a moment comes at that moment, not as soon as it could.</summary>
public sealed class MomentTests
{
    private const int Seeds = 200;

    // Expect no interrupt and no crash before the choice that was drawn for it, and no late letter before as many others as
    // were drawn, as long as anything else is left that could be delivered.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_comes_before_its_moment(bool isPriority)
    {
        var wanted = new DisturbanceCounts { Interrupts = 2, Crashed = 1, Delayed = 1 };
        var choosers = new BootChoosers(DisturbedBoots.Request("tiny2"), wanted);
        var counts = new Dictionary<Type, (int All, int Early)>();
        using var subject = choosers.MakeSubject();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            subject.Draw(seed);
            subject.Run(new Watch(isPriority ? choosers.Priority(seed) : choosers.Random(seed), subject.Request, counts));
        }

        Assert.Equal(3, counts.Count);
        Assert.All(counts, kind =>
        {
            Assert.InRange(kind.Value.All, Seeds / 2, Seeds * 2);
            Assert.Equal(0, kind.Value.Early);
        });
    }

    /// <summary>Counts what is chosen of each kind, and what of it before its moment.</summary>
    private sealed class Watch(IChooser inner, BootRequest request, Dictionary<Type, (int All, int Early)> counts) : IChooser
    {
        public void Begin() => inner.Begin();

        public int Choose(Candidates candidates)
        {
            int at = inner.Choose(candidates);
            ref var pending = ref candidates.First(at);
            bool? isEarly = pending.Message switch
            {
                CpuMessages.Interrupt interrupt => candidates.Chosen < ((Interrupt)request.Disturbances[interrupt.Number - 1]).From,
                Crash crash => candidates.Chosen < crash.What.From,
                LateLeaving late => candidates.Chosen - pending.SentIn < late.What.Choices,
                _ => null,
            };
            if (isEarly is { } early)
            {
                var (all, before) = counts.GetValueOrDefault(pending.Message!.GetType());
                counts[pending.Message.GetType()] = (all + 1, before + (early && HasOther(candidates, at) ? 1 : 0));
            }

            return at;
        }

        // Timers wait for each other; whatever else is pending could be delivered.
        private static bool HasOther(Candidates candidates, int chosen) =>
            Enumerable.Range(0, candidates.Count).Any(at => at != chosen && candidates.First(at).Kind != PendingKind.Timer && candidates.First(at).Message is not CpuMessages.Interrupt);
    }
}
