using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What an init worker is told.</summary>
public static class WorkerMessages
{
    /// <summary>A range is ready: claim chunks until none is left.</summary>
    /// <param name="Range">Which range of the node it is, counted from 1.</param>
    public sealed record StartWork(int Range) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint) => fingerprint.Add(Range);
    }

    /// <summary>Build these pages.</summary>
    /// <param name="Frames">Which.</param>
    /// <param name="Sharers">Workers that write to the same node's memory, this one with them.</param>
    public sealed record ChunkClaimed(ImmutableArray<PfnRange> Frames, int Sharers) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Frames);
            fingerprint.Add(Sharers);
        }
    }

    /// <summary>The range has no more chunks.</summary>
    public sealed record NoChunkLeft() : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
        }
    }

    /// <summary>The pages are in the free areas.</summary>
    /// <param name="Ask">Which chunk, by the worker's count.</param>
    public sealed record ChunkAdded(RequestId Ask) : IBootMessage
    {
        /// <inheritdoc />
        public void AddTo(ref Fingerprint fingerprint)
        {
            fingerprint.Add(Ask);
        }
    }
}
