using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Machines;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>What the schedules of a boot are about like, as seen in two of them.</summary>
/// <param name="Length">How many choices it has.</param>
/// <param name="Opening">At which choice the CPUs begin to work beside each other; <paramref name="Length"/> if never.</param>
/// <param name="WorkLength">How many choices from there on it takes them to be done, where late init does not begin before; 0 if they never are.</param>
/// <param name="Letters">Who writes to whom between nodes.</param>
public sealed record ScheduleOutline(long Length, long Opening, long WorkLength, ImmutableArray<LetterCount> Letters)
{
    /// <summary>Runs a boot twice, to see: in plain order of time, and with late init after the work.</summary>
    /// <param name="request">Which boot.</param>
    /// <param name="cancellation">Stops it on the way.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScheduleOutline Of(BootRequest request, CancellationToken cancellation = default)
    {
        var look = new Look();
        using var subject = new BootSubject(request, observers: [look]) { Cancellation = cancellation };
        subject.Run(new TimeChooser());
        long length = subject.Deliveries;
        long opening = look.Opening ?? length;
        var letters = look.Letters.Select(pair => new LetterCount(pair.Key.From, pair.Key.To, pair.Value)).ToImmutableArray();
        look.Opening = null;
        subject.Run(new RandomChooser(seed: 1, new LateInitHold(until: long.MaxValue)));
        return new ScheduleOutline(length, opening, Math.Max(look.WorkEnd - look.Opening ?? 0, 0), letters);
    }

    private sealed class Look : IDeliveryObserver
    {
        public long? Opening { get; set; }

        public long? WorkEnd { get; private set; }

        // In the order of the first letter: the boot is the same every time.
        public OrderedDictionary<(ActorAddress From, ActorAddress To), long> Letters { get; } = [];

        public void Delivering(in Delivery delivery)
        {
            if (Letter.ContentOf(delivery.Message) is NodeMessages.DoWork { Phase: WorkPhase.Running })
            {
                Opening ??= delivery.Number;
            }

            if (Letter.ContentOf(delivery.Message) is NodeMessages.CpuWorkDone { Phase: WorkPhase.Running })
            {
                WorkEnd = delivery.Number;
            }

            if (delivery.Message is Letter letter && delivery.Receiver.Tag is ActorAddress to)
            {
                long known = Letters.GetValueOrDefault((letter.From, to));
                Letters[(letter.From, to)] = Math.Max(known, letter.Number);
            }
        }

        public void Delivered(in Delivery delivery)
        {
            // All is known before.
        }
    }
}
