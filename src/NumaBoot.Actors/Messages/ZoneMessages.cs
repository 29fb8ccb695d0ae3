using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a zone is told.</summary>
public static class ZoneMessages
{
    /// <summary>Memblock hands over: free what is built.</summary>
    public sealed record FreeEarlyPages() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Free reserved pages for good.</summary>
    /// <param name="Frames">Which.</param>
    public sealed record ReleasePages(PfnRange Frames) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Frames);
        }
    }

    /// <summary>Free what memblock kept for a while, up to the frontier; what lies behind is lost.</summary>
    /// <param name="Frontier">The node's frontier as it was read; <see cref="Memory.Frontier.None"/>: all of it.</param>
    public sealed record FreeLate(long Frontier) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Frontier);
        }
    }

    /// <summary>Size the CPUs' lists of this zone from what it manages now.</summary>
    /// <param name="CpusOfNode">CPUs that share it.</param>
    /// <param name="OnlineCpus">CPUs of the machine.</param>
    public sealed record SizePageList(int CpusOfNode, int OnlineCpus) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(CpusOfNode);
            fingerprint.Add(OnlineCpus);
        }
    }

    /// <summary>Set watermarks, reserve and page list size.</summary>
    /// <param name="Marks">The marks.</param>
    /// <param name="LowmemReserves">By the highest zone that a request could use.</param>
    /// <param name="PageList">The lists' size.</param>
    public sealed record SetMarks(ZoneWatermarks Marks, ImmutableArray<long> LowmemReserves, PageListSize PageList) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Marks);
            fingerprint.Add(LowmemReserves);
            fingerprint.Add(PageList);
        }
    }

    /// <summary>A CPU wants pages.</summary>
    /// <param name="Id">The request; its asker is answered.</param>
    /// <param name="Cpu">The CPU.</param>
    /// <param name="Order">log2 of a block's pages.</param>
    /// <param name="Count">How many blocks, each an allocation of its own.</param>
    /// <param name="Mode">Counted, or a refill of the CPU's list.</param>
    /// <param name="Check">Which mark it is held against.</param>
    /// <param name="HighestZone">The highest zone that would do.</param>
    /// <param name="Interrupt">For the handler of which interrupt; 0 for the CPU's work.</param>
    /// <param name="Type">Of which migrate type.</param>
    /// <param name="NoFragment">Whether blocks of other types are left alone that are smaller than a pageblock (<c>ALLOC_NOFRAGMENT</c>).</param>
    public sealed record TakePages(
        RequestId Id, int Cpu, int Order, long Count, TakeMode Mode, WatermarkCheck Check, ZoneKind HighestZone, int Interrupt = 0,
        MigrateType Type = MigrateType.Unmovable, bool NoFragment = false) : IBootMessage
    {
        // Behind the number of an interrupt, which is no larger than this.
        private const int TypeShift = 32;

        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Id);
            fingerprint.Add(Cpu);
            fingerprint.Add(Order);
            fingerprint.Add(Count);
            fingerprint.Add((long)Mode);
            fingerprint.Add((long)Check);
            fingerprint.Add((long)HighestZone);
            fingerprint.AddUnlessZero(Interrupt + ((((long)Type * 2) + (NoFragment ? 1 : 0)) << TypeShift));
        }
    }

    /// <summary>A CPU gives pages back.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Cpu">The CPU.</param>
    /// <param name="Order">The order of the blocks.</param>
    /// <param name="Frames">Which.</param>
    public sealed record GivePages(RequestId Id, int Cpu, int Order, ImmutableArray<PfnRange> Frames) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Id);
            fingerprint.Add(Cpu);
            fingerprint.Add(Order);
            fingerprint.Add(Frames);
        }
    }

    /// <summary>The frontier as it was when it was read: a ticket.</summary>
    /// <param name="Ask">Which request to grow it is for.</param>
    /// <param name="Frontier">The ticket.</param>
    public sealed record FrontierRead(RequestId Ask, long Frontier) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Frontier);
        }
    }

    /// <summary>You hold the writer: say whether you still need to grow.</summary>
    /// <param name="Ask">The request to grow.</param>
    public sealed record WriterGranted(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }

    /// <summary>You hold the writer: initialise these pages, on the CPU that asked, and free them.</summary>
    /// <param name="Ask">The request to grow.</param>
    /// <param name="Frames">Which.</param>
    public sealed record BuildPages(RequestId Ask, ImmutableArray<PfnRange> Frames) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Frames);
        }
    }

    /// <summary>These pages are built: free them, and tell who built them.</summary>
    /// <param name="Builder">Who is to be told.</param>
    /// <param name="Ask">The growth that they belong to; a worker's own count in late init.</param>
    /// <param name="Frames">Which.</param>
    public sealed record AddPages(ActorAddress Builder, RequestId Ask, ImmutableArray<PfnRange> Frames) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Builder);
            fingerprint.Add(Ask);
            fingerprint.Add(Frames);
        }
    }

    /// <summary>The CPU has initialised the pages.</summary>
    /// <param name="Ask">The growth.</param>
    public sealed record GrowthRun(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }

    /// <summary>The answer to a request to grow.</summary>
    /// <param name="Ask">The request.</param>
    /// <param name="Grew">Whether to try again.</param>
    /// <param name="Waited">Whether it waited for pages that were under way.</param>
    /// <param name="SawDisabled">Whether the answer is what it is because growth is disabled for good.</param>
    public sealed record GrowAnswered(RequestId Ask, bool Grew, bool Waited, bool SawDisabled = false) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Grew);
            fingerprint.Add(Waited);
            fingerprint.AddUnlessZero(SawDisabled ? 1 : 0);
        }
    }

    /// <summary>Growth is disabled for good.</summary>
    public sealed record DeferredPagesDisabled() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Answer for yourself.</summary>
    /// <param name="ReportNumber">Which report.</param>
    public sealed record ReportZone(long ReportNumber) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
        }
    }
}
