using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>An actor that pauses, or a node that is slow, holds back all that is for it, and is seen to.</summary>
public sealed class PauseTests
{
    private const int Seeds = 100;
    private const int From = 20;
    private const int Choices = 40;

    private static readonly ActorAddress Zone0 = ActorAddress.Zone(new ZoneRef(0, ZoneKind.Normal));

    //   choice 20 ............ 60
    //          |-- nothing ---|      though something was there to be handled
    //
    // Expect who pauses to handle nothing between its first choice and its last as long as anybody else has a message, and a
    // pause to be counted exactly where that kept something waiting: in most schedules.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whoever_pauses_handles_nothing_while_others_can(bool isNode)
    {
        Disturbance pause = isNode ? new SlowNode(0, From, Choices) : new PausedActor(ActorAddress.Node(0), From, Choices);
        using var subject = new BootSubject(DisturbedBoots.Request("tiny2") with { Disturbances = [pause] });
        int counted = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var look = new Look(Chooser(seed, pause), address => isNode ? address.Nid == 0 : address == ActorAddress.Node(0));
            subject.Run(look);

            Assert.Empty(subject.Last!.Violations);
            Assert.Equal(0, look.Disturbed);
            Assert.Equal(look.Waited > 0 ? DisturbanceCounts.Of(pause) : DisturbanceCounts.None, subject.Last.Happened);
            counted += look.Waited > 0 ? 1 : 0;
        }

        Assert.InRange(counted, Seeds / 2, Seeds);
    }

    // Expect a schedule in which nobody holds anything back to count no pause where it let the actor go on meanwhile.
    [Fact]
    public void A_pause_that_nobody_keeps_is_not_counted()
    {
        var pause = new SlowNode(0, From, Choices);
        using var subject = new BootSubject(DisturbedBoots.Request("tiny2") with { Disturbances = [pause] });

        subject.Run(new TimeChooser());

        Assert.Equal(DisturbanceCounts.None, subject.Last!.Happened);
    }

    // Expect a pause that comes after the boot's end, or of somebody who is not there, not to be counted.
    [Fact]
    public void A_pause_of_nobody_is_not_counted()
    {
        Disturbance[] never = [new PausedActor(Zone0, 100_000, 10), new PausedActor(ActorAddress.Node(9), 0, 500), new SlowNode(9, 0, 500)];
        using var subject = new BootSubject(DisturbedBoots.Request("tiny2") with { Disturbances = [.. never] });

        subject.Run(Chooser(1, never));

        Assert.Equal(DisturbanceCounts.None, subject.Last!.Happened);
    }

    // Expect a schedule with faults of every kind to be the same again, with the same counts, when it is replayed from where
    // it was not plain order of time, though nobody holds anything back then.
    [Fact]
    public void A_replay_is_exact()
    {
        var boots = new BootChoosers(DisturbedBoots.Request("tiny2"), DisturbedBoots.Everything);
        using var subject = boots.MakeSubject();
        var sum = DisturbanceCounts.None;
        for (int seed = 1; seed <= Seeds / 2; seed++)
        {
            subject.Draw(seed);
            var recording = new RecordingChooser(seed % 2 == 0 ? boots.Random(seed) : boots.Priority(seed));
            subject.Run(recording);
            var first = subject.Last!;
            subject.Run(new ReplayChooser(recording.Deviations));

            Assert.Equal(first.Digest, subject.Last!.Digest);
            Assert.Equal(first.Happened, subject.Last.Happened);
            sum += first.Happened;
        }

        Assert.True(sum is { Lost: > 0, Duplicated: > 0, Delayed: > 0, Crashed: > 0, Paused: > 0, Slowed: > 0 }, $"{sum}");
    }

    private static IChooser Chooser(int seed, params Disturbance[] disturbances)
    {
        var hold = new DisturbanceHold([.. disturbances]);
        return seed % 2 == 0 ? new RandomChooser(seed, hold) : new PriorityChooser(seed, depth: 3, length: 150, hold);
    }

    /// <summary>Looks at the choices of the pause.</summary>
    private sealed class Look(IChooser inner, Predicate<ActorAddress> pauses) : IChooser
    {
        /// <summary>At how many choices something waited for who pauses.</summary>
        public int Waited { get; private set; }

        /// <summary>At how many choices who pauses went on although others had messages.</summary>
        public int Disturbed { get; private set; }

        public void Begin()
        {
            inner.Begin();
            Waited = Disturbed = 0;
        }

        public int Choose(Candidates candidates)
        {
            int chosen = inner.Choose(candidates);
            if (candidates.Chosen is < From or >= From + Choices)
            {
                return chosen;
            }

            var all = Enumerable.Range(0, candidates.Count).ToList();
            bool wentOn = IsPaused(candidates, chosen);
            Disturbed += wentOn && all.Exists(at => !IsPaused(candidates, at)) ? 1 : 0;
            Waited += !wentOn && all.Exists(at => IsPaused(candidates, at)) ? 1 : 0;
            return chosen;
        }

        private bool IsPaused(Candidates candidates, int at) => candidates.First(at).To.Tag is ActorAddress address && pauses(address);
    }
}
