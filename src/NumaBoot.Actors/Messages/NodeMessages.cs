using System.Collections.Immutable;
using NumaBoot.Machines;

namespace NumaBoot.Actors;

/// <summary>What a node is told.</summary>
public static class NodeMessages
{
    /// <summary>Build the early memory map.</summary>
    public sealed record BuildMemoryMap() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Free what memblock has left to the zones.</summary>
    public sealed record FreeMemblock() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Free the pages of the kernel image that are no longer needed.</summary>
    public sealed record ReleaseImage() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Free what memblock kept for a while.</summary>
    public sealed record FreeLate() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Size the CPUs' page lists from what the zones manage now.</summary>
    /// <param name="OnlineCpus">CPUs of the machine.</param>
    public sealed record SizePageLists(int OnlineCpus) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(OnlineCpus);
        }
    }

    /// <summary>Bring the CPUs up.</summary>
    public sealed record StartCpus() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Let CPUs do their work of a phase.</summary>
    /// <param name="Phase">The phase.</param>
    /// <param name="OnlyCpu">The one CPU that does it, or -1 for all of the node.</param>
    public sealed record DoWork(WorkPhase Phase, int OnlyCpu) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add((long)Phase);
            fingerprint.Add(OnlyCpu);
        }
    }

    /// <summary>Growth is disabled for good: the event that every node acknowledges.</summary>
    public sealed record DisableDeferredPages() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Initialise all that is still deferred.</summary>
    public sealed record StartLateInit() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>What padata's shared pool could give.</summary>
    /// <param name="Count">How many helpers.</param>
    public sealed record HelpersGranted(int Count) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Count);
        }
    }

    /// <summary>Set watermarks, reserves and page lists.</summary>
    /// <param name="MinFreeKiB">The machine's min_free_kbytes.</param>
    /// <param name="AllManagedPages">Managed pages of all zones.</param>
    /// <param name="OnlineCpus">CPUs of the machine.</param>
    public sealed record SetWatermarks(long MinFreeKiB, long AllManagedPages, int OnlineCpus) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(MinFreeKiB);
            fingerprint.Add(AllManagedPages);
            fingerprint.Add(OnlineCpus);
        }
    }

    /// <summary>Answer for yourself and all your actors.</summary>
    /// <param name="ReportNumber">Counted by the supervisor.</param>
    /// <param name="AtTheEnd">Whether to tell what was done, too.</param>
    public sealed record Report(long ReportNumber, bool AtTheEnd) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
            fingerprint.Add(AtTheEnd);
        }
    }

    /// <summary>A child has done its part of a step.</summary>
    /// <param name="Child">The child.</param>
    /// <param name="Step">The step.</param>
    /// <param name="Pages">Pages that it concerned.</param>
    public sealed record ChildDone(ActorAddress Child, BootStep Step, long Pages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Child);
            fingerprint.Add((long)Step);
            fingerprint.Add(Pages);
        }
    }

    /// <summary>A CPU has done its work of a phase.</summary>
    /// <param name="Cpu">The CPU.</param>
    /// <param name="Phase">The phase.</param>
    /// <param name="Failure">The required allocation that failed, or null.</param>
    public sealed record CpuWorkDone(int Cpu, WorkPhase Phase, WorkFailure? Failure) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Cpu);
            fingerprint.Add((long)Phase);
            fingerprint.Add(Failure);
        }
    }

    /// <summary>The coordinator has a range for late init, or none is left.</summary>
    /// <param name="WantedWorkers">Workers that the range could use; 0: all is done.</param>
    /// <param name="DonePages">Pages that late init has built so far.</param>
    public sealed record RangeReady(int WantedWorkers, long DonePages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(WantedWorkers);
            fingerprint.Add(DonePages);
        }
    }

    /// <summary>A zone's answer.</summary>
    /// <param name="ReportNumber">Which report.</param>
    /// <param name="Zone">The zone.</param>
    public sealed record ZoneReported(long ReportNumber, ZoneSnapshot Zone) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
            fingerprint.Add(Zone);
        }
    }

    /// <summary>A coordinator's answer.</summary>
    /// <param name="ReportNumber">Which report.</param>
    /// <param name="Frontier">The node's frontier.</param>
    /// <param name="DeferredPages">Pages neither built nor claimed.</param>
    /// <param name="Growths">All growths of the node so far.</param>
    public sealed record CoordinatorReported(long ReportNumber, long Frontier, long DeferredPages, ImmutableArray<Growth> Growths) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
            fingerprint.Add(Frontier);
            fingerprint.Add(DeferredPages);
            fingerprint.Add(Growths);
        }
    }

    /// <summary>A CPU's answer.</summary>
    /// <param name="ReportNumber">Which report.</param>
    /// <param name="Cpu">The CPU.</param>
    /// <param name="Tally">What became of its allocations.</param>
    /// <param name="Holdings">What it holds, by zone.</param>
    /// <param name="Failures">Its allocations that failed; the first few.</param>
    public sealed record CpuReported(long ReportNumber, int Cpu, AllocationTally Tally, ImmutableArray<CpuHoldings> Holdings, ImmutableArray<WorkFailure> Failures) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
            fingerprint.Add(Cpu);
            fingerprint.Add(Tally);
            fingerprint.Add(Holdings);
            fingerprint.Add(Failures);
        }
    }
}
