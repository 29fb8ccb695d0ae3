using System.Collections.Immutable;
using NumaBoot.Machines;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a CPU is told.</summary>
public static class CpuMessages
{
    /// <summary>Come up.</summary>
    public sealed record ComeUp() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Do your work of a phase.</summary>
    /// <param name="Phase">The phase.</param>
    public sealed record DoPhase(WorkPhase Phase) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add((long)Phase);
        }
    }

    /// <summary>A computation is over; sent by the CPU to itself.</summary>
    /// <param name="Item">How many items were begun before it.</param>
    public sealed record Computed(long Item) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Item);
        }
    }

    /// <summary>A zone's answer to a request for pages.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Zone">The zone.</param>
    /// <param name="Blocks">Blocks that it gave.</param>
    /// <param name="Frames">Their frames.</param>
    /// <param name="Waits">How often the request waited for pages that were under way.</param>
    /// <param name="ListHigh">Above how many pages a CPU's list of the zone gives back.</param>
    /// <param name="ListBatch">How many pages a list gives back at once.</param>
    public sealed record TakeAnswered(RequestId Id, ZoneRef Zone, long Blocks, ImmutableArray<PfnRange> Frames, int Waits, long ListHigh, long ListBatch) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Id);
            fingerprint.Add(Zone);
            fingerprint.Add(Blocks);
            fingerprint.Add(Frames);
            fingerprint.Add(Waits);
            fingerprint.Add(ListHigh);
            fingerprint.Add(ListBatch);
        }
    }

    /// <summary>You have read the frontier: go and ask with it.</summary>
    /// <param name="Asking">What to ask, with the ticket.</param>
    public sealed record TicketRead(CoordinatorMessages.AskToGrow Asking) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint) => Asking.AddTo(ref fingerprint);
    }

    /// <summary>Initialise pages: you hold the writer.</summary>
    /// <param name="Ask">The growth.</param>
    /// <param name="Zone">The zone that grows.</param>
    /// <param name="Pages">How many pages.</param>
    public sealed record RunGrowth(RequestId Ask, ZoneRef Zone, long Pages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Zone);
            fingerprint.Add(Pages);
        }
    }

    /// <summary>Answer for yourself.</summary>
    /// <param name="ReportNumber">Which report.</param>
    public sealed record ReportCpu(long ReportNumber) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
        }
    }
}
