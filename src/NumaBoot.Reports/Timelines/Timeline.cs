using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// A boot in the Trace Event format, for Perfetto, speedscope and others, in virtual time; <c>docs/timeline.md</c> describes it.
/// </summary>
public sealed class Timeline
{
    private readonly BootResult _result;
    private readonly BootSpans _spans;

    private Timeline(BootResult result)
    {
        _result = result;
        _spans = BootSpans.Of(result);
    }

    /// <summary>How many allocations were to be in it and had no room.</summary>
    public long LeftOut => _spans.LeftOut;

    /// <summary>How often the work of an init worker was to be in it and had no room.</summary>
    public long WorkLeftOut => _spans.WorkLeftOut;

    /// <summary>The timeline of a boot that was traced.</summary>
    /// <exception cref="ArgumentException">The boot has no virtual time.</exception>
    public static Timeline Of(BootResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.IsTimed ? new Timeline(result) : throw new ArgumentException("a boot without virtual time has no timeline", nameof(result));
    }

    /// <summary>Writes it, an event at a time.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var tracks = TimelineTracks.Of(_spans, new TimelineActors(_result.Request.Policy.Writer), out var slices);
        TimelineFlows.Draw(_spans, slices);
        using var events = new TraceEventWriter(stream, WriteData);
        WriteNames(events, tracks);
        WriteTracks(events, tracks);
        foreach (var built in BuiltPages.Of(_result, _spans))
        {
            events.Counter(
                "built pages", PidOf(built.Nid), built.AtNs,
                [new TimelineArg("early", built.Early), new TimelineArg("grown", built.Grown), new TimelineArg("late", built.Late)]);
        }

        events.Finish();
    }

    // A viewer takes 0 for the idle task.
    private static int PidOf(int nid) => nid == ActorAddress.Machine ? 1 : nid + 2;

    // Counted through, since viewers take threads of the same number for the same thread.
    private static int TidOf(int track) => track + 1;

    private static void WriteNames(TraceEventWriter events, ImmutableArray<TimelineTrack> tracks)
    {
        int? process = null;
        for (int at = 0; at < tracks.Length; at++)
        {
            var track = tracks[at];
            int pid = PidOf(track.Actor.Nid);
            if (process != pid)
            {
                process = pid;
                events.Name("process_name", pid, null, "name", track.Actor.Nid == ActorAddress.Machine ? "machine" : $"node {track.Actor.Nid}");
                events.Name("process_sort_index", pid, null, "sort_index", (long)pid);
            }

            events.Name("thread_name", pid, TidOf(at), "name", track.Name);
            events.Name("thread_sort_index", pid, TidOf(at), "sort_index", (long)TidOf(at));
        }
    }

    // A zone asks to grow in the moment in which it is asked, and viewers take arrows of one moment in the order of the file:
    // so CPUs come first there, then zones, then coordinators.
    private static void WriteTracks(TraceEventWriter events, ImmutableArray<TimelineTrack> tracks)
    {
        foreach (int at in Enumerable.Range(0, tracks.Length).OrderByDescending(at => tracks[at].Actor.Role))
        {
            foreach (var slice in tracks[at].Slices)
            {
                WriteSlice(events, slice, PidOf(tracks[at].Actor.Nid), TidOf(at));
            }
        }
    }

    private static void WriteSlice(TraceEventWriter events, TimelineSlice slice, int pid, int tid)
    {
        events.Slice('B', slice, pid, tid);
        var points = slice.Points.OrderBy(point => point.AtNs).ToList();
        int next = 0;
        foreach (var part in slice.Parts)
        {
            for (; next < points.Count && points[next].AtNs <= part.StartNs; next++)
            {
                events.Flow(points[next], pid, tid);
            }

            // An arrow that meets the whole while a part of it goes on meets that part.
            for (; next < points.Count && points[next].AtNs < part.EndNs; next++)
            {
                part.Points.Add(points[next]);
            }

            WriteSlice(events, part, pid, tid);
        }

        for (; next < points.Count; next++)
        {
            events.Flow(points[next], pid, tid);
        }

        events.Slice('E', slice, pid, tid);
    }

    private void WriteData(Utf8JsonWriter json)
    {
        json.WriteString("schema", "numaboot/timeline/1");
        json.WriteString("machine", _result.Request.Machine.Name);
        json.WriteString("policy", _result.Request.Policy.Name);
        json.WriteString("order", OrderName.Of(_result.Order));
        json.WriteNumber("seed", _result.Request.Seed);
        json.WriteString("costs", _result.Request.Costs.Name);
        json.WriteString("outcome", RunJson.Outcome(_result.Outcome));
        json.WriteString("digest", _result.Digest.ToString("x16", CultureInfo.InvariantCulture));
        json.WriteNumber("deliveries", _result.Deliveries);
        json.WriteNumber("virtualNs", _result.VirtualNs);
        json.WriteStartArray("broken");
        foreach (string broken in _result.Violations.Select(violation => violation.Invariant.Name()).Distinct(StringComparer.Ordinal))
        {
            json.WriteStringValue(broken);
        }

        json.WriteEndArray();
        json.WriteNumber("allocationsLeftOut", LeftOut);
        json.WriteNumber("workLeftOut", WorkLeftOut);
    }
}
