using System.Collections.Immutable;
using NumaBoot.Actors;

namespace NumaBoot.Reports;

/// <summary>
/// Lays the slices of an actor on tracks, so that no two are on one at the same time: viewers take what lies inside of another
/// slice for a part of it. There are as many tracks as there were slices at one time at the most, which is the fewest.
/// </summary>
internal static class TrackLayout
{
    /// <summary>The tracks of one actor.</summary>
    /// <param name="actor">Whose slices they are.</param>
    /// <param name="slices">The slices, in any order; of those with the same times, earlier ones come first.</param>
    public static IEnumerable<TimelineTrack> Of(ActorAddress actor, IEnumerable<TimelineSlice> slices)
    {
        var tracks = new List<ImmutableArray<TimelineSlice>.Builder>();
        var idle = new PriorityQueue<int, int>();
        var busy = new PriorityQueue<int, long>();
        foreach (var slice in slices.OrderBy(slice => slice.StartNs).ThenBy(slice => slice.EndNs))
        {
            while (busy.TryPeek(out int done, out long endNs) && endNs <= slice.StartNs)
            {
                busy.Dequeue();
                idle.Enqueue(done, done);
            }

            if (!idle.TryDequeue(out int track, out _))
            {
                track = tracks.Count;
                tracks.Add(ImmutableArray.CreateBuilder<TimelineSlice>());
            }

            tracks[track].Add(slice);
            busy.Enqueue(track, slice.EndNs);
        }

        return tracks.Select((builder, at) => new TimelineTrack(actor, at + 1, builder.ToImmutable()));
    }
}
