using System.Collections.Immutable;
using System.Runtime.Serialization;
using Google.Protobuf.Collections;
using NumaBoot.Memory;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of page frames.</summary>
internal static class FrameForms
{
    internal static Proto.FrameRange ToProto(this PfnRange it) => new() { Start = it.Start.ToProto(), Pages = it.End - it.Start };

    internal static PfnRange ToDomain(this Proto.FrameRange it)
    {
        long start = it.Start.ToDomain();
        return new PfnRange(start, unchecked(start + it.Pages));
    }

    /// <summary>Ranges of one message lie close to each other: as distances their numbers are small.</summary>
    internal static IEnumerable<long> ToProto(this ImmutableArray<PfnRange> ranges)
    {
        long last = 0;
        foreach (var range in ranges)
        {
            yield return unchecked(range.Start - last);
            yield return unchecked(range.End - range.Start);
            last = range.End;
        }
    }

    internal static ImmutableArray<PfnRange> ToFrames(this RepeatedField<long> numbers)
    {
        if (numbers.Count % 2 != 0)
        {
            throw new SerializationException($"expected pairs of numbers for ranges of frames, found {numbers.Count} numbers");
        }

        var ranges = ImmutableArray.CreateBuilder<PfnRange>(numbers.Count / 2);
        long last = 0;
        for (int at = 0; at < numbers.Count; at += 2)
        {
            long start = unchecked(last + numbers[at]);
            last = unchecked(start + numbers[at + 1]);
            ranges.Add(new PfnRange(start, last));
        }

        return ranges.MoveToImmutable();
    }
}
