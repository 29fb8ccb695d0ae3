using NumaBoot.Machines;

namespace NumaBoot.Actors;

/// <summary>What the boot supervisor is told.</summary>
public static class SupervisorMessages
{
    /// <summary>The machine is switched on.</summary>
    public sealed record PowerOn() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>Late init may begin; sent by the supervisor to itself.</summary>
    public sealed record BeginLateInit() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>A node and all its actors have done a step.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Step">Which step.</param>
    /// <param name="Pages">Pages that it concerned.</param>
    public sealed record NodeStepDone(int Nid, BootStep Step, long Pages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add((long)Step);
            fingerprint.Add(Pages);
        }
    }

    /// <summary>All CPUs of a node that had work in a phase have done it, or one of them cannot go on.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Phase">The phase.</param>
    /// <param name="Failure">The required allocation that failed, told at once; null where all is done.</param>
    public sealed record NodeWorkDone(int Nid, WorkPhase Phase, WorkFailure? Failure) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add((long)Phase);
            fingerprint.Add(Failure);
        }
    }

    /// <summary>All deferred pages of a node are in the free areas.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Pages">Pages that its late init built.</param>
    public sealed record NodeInitialised(int Nid, long Pages) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Pages);
        }
    }

    /// <summary>A node wants helpers from padata's shared pool.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Count">How many.</param>
    public sealed record HelpersWanted(int Nid, int Count) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Count);
        }
    }

    /// <summary>A node gives helpers back.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="Count">How many.</param>
    public sealed record HelpersReturned(int Nid, int Count) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(Count);
        }
    }

    /// <summary>A node has answered for itself and all its actors.</summary>
    /// <param name="Nid">The node.</param>
    /// <param name="ReportNumber">Which report was asked for.</param>
    /// <param name="Snapshot">Its memory.</param>
    /// <param name="Report">What it did; only at the end.</param>
    public sealed record NodeReported(int Nid, long ReportNumber, NodeSnapshot Snapshot, NodeReport? Report) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Nid);
            fingerprint.Add(ReportNumber);
            fingerprint.Add(Snapshot);
            fingerprint.Add(Report);
        }
    }
}
