using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a grow coordinator is told.</summary>
public static class CoordinatorMessages
{
    /// <summary>The early memory map of a node stands.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Frontier">Where it stopped.</param>
    public sealed record MemoryMapBuilt(int Nid, long Frontier) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Frontier);
        }
    }

    /// <summary>What is the frontier? Answered at once, also while the writer is held.</summary>
    /// <param name="Ask">Which request to grow it is for.</param>
    /// <param name="Zone">Who asks.</param>
    /// <param name="Asking">What is asked with the ticket: by the CPU itself where it is of the zone's node, else by the zone on its behalf; null: by the zone.</param>
    public sealed record ReadFrontier(RequestId Ask, ZoneRef Zone, AskToGrow? Asking = null) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Zone);
            Asking?.AddTo(ref fingerprint);
        }
    }

    /// <summary>Tell the zones of a node the frontier, so that they free what memblock kept for a while. Nobody needs the writer for that.</summary>
    /// <param name="Nid">The node.</param>
    public sealed record FreeLate(int Nid) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
        }
    }

    /// <summary>A zone asks to grow.</summary>
    /// <param name="Ask">The request.</param>
    /// <param name="Zone">The zone.</param>
    /// <param name="Cpu">On behalf of which CPU.</param>
    /// <param name="Order">The order that fell short.</param>
    /// <param name="Ticket">The frontier as read before; meaningless where the policy has no tickets.</param>
    /// <param name="Reason">Which check fell short.</param>
    public sealed record AskToGrow(RequestId Ask, ZoneRef Zone, int Cpu, int Order, long Ticket, GrowthReason Reason) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
            fingerprint.Add(Zone);
            fingerprint.Add(Cpu);
            fingerprint.Add(Order);
            fingerprint.Add(Ticket);
            fingerprint.Add((long)Reason);
        }
    }

    /// <summary>Yes, the zone still needs to grow.</summary>
    /// <param name="Ask">The request.</param>
    public sealed record ConfirmGrowth(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }

    /// <summary>No, the zone has been served in the meantime.</summary>
    /// <param name="Ask">The request.</param>
    public sealed record DeclineGrowth(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }

    /// <summary>The pages of a growth are in the free areas.</summary>
    /// <param name="Ask">The growth.</param>
    public sealed record PagesAdded(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }

    /// <summary>Disable growth for good.</summary>
    /// <param name="Nid">The node.</param>
    public sealed record DisableGrowth(int Nid) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
        }
    }

    /// <summary>An init job claims what is left of a node.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Cpus">CPUs that it lists.</param>
    public sealed record ClaimRest(int Nid, int Cpus) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Cpus);
        }
    }

    /// <summary>The node has workers for the range in hand.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Workers">How many.</param>
    public sealed record StartRange(int Nid, int Workers) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Workers);
        }
    }

    /// <summary>A worker wants a chunk.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Worker">The worker.</param>
    /// <param name="Range">For which range it was started, counted from 1.</param>
    public sealed record ClaimChunk(int Nid, int Worker, int Range) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Worker);
            fingerprint.Add(Range);
        }
    }

    /// <summary>A worker's chunk is in the free areas.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Worker">The worker.</param>
    /// <param name="Pages">Its pages.</param>
    public sealed record ChunkBuilt(int Nid, int Worker, long Pages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Worker);
            fingerprint.Add(Pages);
        }
    }

    /// <summary>Answer for one node.</summary>
    /// <param name="ReportNumber">Which report.</param>
    /// <param name="Nid">The node.</param>
    public sealed record ReportCoordinator(long ReportNumber, int Nid) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(ReportNumber);
            fingerprint.Add(Nid);
        }
    }
}
