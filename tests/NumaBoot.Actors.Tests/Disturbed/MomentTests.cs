using NumaBoot.Machines;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>What is drawn for a moment comes at that moment, not as soon as it could.</summary>
public sealed class MomentTests
{
    private const int Seeds = 200;

    // Expect few interrupts or crashes before the delivery that was drawn for it, and few late letters before as
    // many others as were drawn: only where nothing else is left that could be delivered.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_comes_before_its_moment(bool isPriority)
    {
        var wanted = new DisturbanceCounts { Interrupts = 2, Crashed = 1, Delayed = 1 };
        var choosers = new BootChoosers(DisturbedBoots.Request("tiny2"), wanted);
        var watch = new Watch();
        using var subject = choosers.MakeSubject([watch]);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            subject.Draw(seed);
            watch.Begin(subject.Request);
            subject.Run(isPriority ? choosers.Priority(seed) : choosers.Random(seed));
        }

        Assert.InRange(watch.Interrupts.Early, 0, watch.Interrupts.All / 10);
        Assert.InRange(watch.Crashes.Early, 0, watch.Crashes.All / 5);
        Assert.InRange(watch.LateLetters.Early, 0, watch.LateLetters.All / 3);
        Assert.InRange(watch.Interrupts.All, Seeds, Seeds * 2);
        Assert.InRange(watch.Crashes.All, Seeds / 2, Seeds);
        Assert.InRange(watch.LateLetters.All, Seeds / 2, Seeds);
    }

    /// <summary>Counts what comes, and what of it before its moment.</summary>
    private sealed class Watch : IDeliveryObserver
    {
        private readonly Dictionary<ActorAddress, long> _lastOf = [];
        private BootRequest? _request;

        public (int All, int Early) Interrupts { get; private set; }

        public (int All, int Early) Crashes { get; private set; }

        public (int All, int Early) LateLetters { get; private set; }

        public void Begin(BootRequest request) => _request = request;

        public void Delivering(in Delivery delivery)
        {
            // In a boot choices are deliveries: so many were chosen before this one.
            long chosen = delivery.Number - 1;
            switch (delivery.Message)
            {
                case CpuMessages.Interrupt { Number: var number } when _request!.Disturbances[number - 1] is Interrupt drawn:
                    Interrupts = Count(Interrupts, chosen < drawn.From);
                    break;
                case Crash crash:
                    Crashes = Count(Crashes, chosen < crash.What.From);
                    break;
                case LateLeaving late:
                    LateLetters = Count(LateLetters, chosen - SentIn(delivery) < late.What.Choices);
                    break;
                default:
                    break;
            }
        }

        public void Delivered(in Delivery delivery)
        {
            if (delivery.Receiver.Tag is ActorAddress actor)
            {
                _lastOf[actor] = delivery.Number;
            }
        }

        // When it was written at the latest: its writer may have handled other things since.
        private long SentIn(in Delivery delivery) => delivery.Sender.Tag is ActorAddress sender ? Math.Min(_lastOf.GetValueOrDefault(sender), delivery.Number - 1) : 0;

        private static (int All, int Early) Count((int All, int Early) so, bool isEarly) => (so.All + 1, so.Early + (isEarly ? 1 : 0));
    }
}
