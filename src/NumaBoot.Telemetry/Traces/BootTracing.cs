using System.Diagnostics;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Telemetry;

/// <summary>
/// One boot that is traced: its own span, from its beginning to its end, under which all others come once it is over.
/// While the boot runs it is the current activity of the thread that began it, so that logs and exemplars lead to its trace.
/// </summary>
public sealed class BootTracing : IDisposable
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    private readonly Activity _boot;
    private readonly byte[] _ids;
    private readonly TraceClock _clock;
    private readonly TimeProvider _time;
    private readonly long _startTicks;

    private BootTracing(Activity boot, byte[] ids, TraceClock clock, TimeProvider time, long startTicks)
    {
        _boot = boot;
        _ids = ids;
        _clock = clock;
        _time = time;
        _startTicks = startTicks;
    }

    /// <summary>The span of the boot as others name it, over the wire too.</summary>
    public string TraceParent => _boot.Id!;

    /// <summary>The span of the boot, for what is measured while it runs.</summary>
    public Activity Span => _boot;

    /// <summary>Its trace.</summary>
    public string TraceId => _boot.TraceId.ToHexString();

    /// <summary>How the boot is to be traced.</summary>
    /// <param name="share">Which share of the allocations, from 0 to 1.</param>
    public TraceSettings Settings(double share) => new(share, _clock == TraceClock.Real ? _time : null);

    /// <summary>Begins the span of a boot; null where nobody wants it: nothing listens, or the sampler has not drawn it.</summary>
    /// <param name="request">The boot.</param>
    /// <param name="order">
    /// What decides its order besides the request, such as a recorded schedule; empty for nothing. Null where the boot is another
    /// one in each run: then so is the id of its trace.
    /// </param>
    /// <param name="clock">Whose time spans have.</param>
    /// <param name="time">The clock of the world.</param>
    public static BootTracing? Begin(BootRequest request, string? order, TraceClock clock, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(time);
        if (!Source.HasListeners())
        {
            return null;
        }

        byte[] ids = order is null ? TraceIds.ByChance() : TraceIds.Of(request, order);
        var start = time.GetUtcNow();
        var boot = StartRoot(TelemetryNames.Spans.Boot, ids, 0, start, links: []);
        if (boot is not { Recorded: true })
        {
            boot?.Dispose();
            return null;
        }

        boot.SetTag(TelemetryNames.Attributes.Machine, request.Machine.Name);
        boot.SetTag(TelemetryNames.Attributes.Policy, request.Policy.Name);
        boot.SetTag(TelemetryNames.Attributes.Seed, request.Seed);
        boot.SetTag(TelemetryNames.Attributes.Nodes, request.Machine.Nodes.Length);
        boot.SetTag(TelemetryNames.Attributes.Cpus, request.Machine.Cpus.Length);
        return new BootTracing(boot, ids, clock, time, start.Ticks);
    }

    /// <summary>Ends the span of the boot and writes all others.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="replay">The command that does the same again; null where none does.</param>
    /// <param name="recoveries">How often something was lost and recomputed.</param>
    /// <param name="room">How many spans may wait to be sent.</param>
    /// <param name="send">Called before more than that wait; false where more of them are of no use.</param>
    /// <returns>How many allocations were to be traced and had no room.</returns>
    public long End(BootResult result, string? replay, int recoveries, int room, Func<bool> send)
    {
        ArgumentNullException.ThrowIfNull(result);
        long endTicks = _time.GetUtcNow().Ticks;
        Describe(result);
        if (recoveries > 0)
        {
            _boot.SetTag(TelemetryNames.Attributes.Recoveries, recoveries);
        }

        var trace = BootTrace.Of(result, _startTicks, endTicks);
        var writer = new TraceWriter(Source, new SpanTags(replay, result.IsTimed), _clock, _startTicks, room, send);
        writer.Write(trace, _boot, (number, start, links) => StartRoot(TelemetryNames.Spans.Continued, _ids, number, start, links));
        return trace.LeftOut;
    }

    /// <summary>Ends the span of a boot that came to nothing.</summary>
    public void Dispose()
    {
        if (!_boot.IsStopped)
        {
            _boot.SetTag(TelemetryNames.Attributes.Outcome, "failed");
            _boot.SetStatus(ActivityStatusCode.Error, "it came to nothing");
        }

        _boot.Dispose();
    }

    // What runs in this thread is no part of whatever ran before.
    private static Activity? StartRoot(string name, byte[] ids, int trace, DateTimeOffset start, IEnumerable<ActivityLink> links)
    {
        Activity.Current = null;
        TraceIds.Next(TraceIds.Of(ids, trace));
        var root = Source.StartActivity(name, ActivityKind.Internal, default(ActivityContext), tags: null, links, start);
        TraceIds.Clear();
        return root;
    }

    private void Describe(BootResult result)
    {
        _boot.SetTag(TelemetryNames.Attributes.DeliveryOrder, result.Order switch { BootOrder.Free => "free", BootOrder.Choice => "choice", _ => "time" });
        _boot.SetTag(TelemetryNames.Attributes.Outcome, result.Outcome switch { BootOutcome.Booted => "booted", BootOutcome.Failed => "failed", _ => "interrupted" });
        _boot.SetTag(TelemetryNames.Attributes.Deliveries, result.Deliveries);
        if (result.IsTimed)
        {
            _boot.SetTag(TelemetryNames.Attributes.Digest, result.Digest.ToString("x16", CultureInfo.InvariantCulture));
        }

        string[] broken = [.. result.Violations.Select(violation => violation.Invariant.Name()).Distinct(StringComparer.Ordinal)];
        if (broken.Length > 0)
        {
            _boot.SetTag(TelemetryNames.Attributes.Broken, broken);
        }

        if (broken.Length > 0 || result.Outcome == BootOutcome.Failed)
        {
            _boot.SetStatus(ActivityStatusCode.Error, broken.Length > 0 ? $"broken: {string.Join(", ", broken)}" : "it did not boot");
        }
    }
}
