using System.Globalization;
using NumaBoot.Simulation;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli;

/// <summary>What is to be seen of one boot from outside.</summary>
/// <param name="export">The way out, which may still be opening; null where nothing goes out.</param>
/// <param name="share">Which share of the allocations is traced, from 0 to 1.</param>
/// <param name="clock">Whose time spans have.</param>
/// <param name="hasTimeline">Whether a timeline is made of what is traced, exported or not.</param>
/// <param name="inVain">What options are given that change nothing, since no span goes anywhere.</param>
internal sealed class RunTelemetry(Task<TelemetryExport>? export, double share, TraceClock clock, bool hasTimeline, IReadOnlyList<string> inVain) : IDisposable
{
    private BootTracing? _boot;

    /// <summary>The span of the boot as others name it; null where it is not traced.</summary>
    public string? TraceParent => _boot?.TraceParent;

    /// <summary>Who looks on.</summary>
    public BootObservation Observation => _boot is null && !hasTimeline
        ? BootObservation.None
        : new BootObservation { Tracing = (_boot?.Settings(share) ?? new TraceSettings(share)) with { HasWork = hasTimeline }, Span = _boot?.Span };

    /// <summary>A boot begins.</summary>
    /// <param name="request">Which.</param>
    /// <param name="order">What decides its order besides; null where it is another one in every run.</param>
    public void Begin(BootRequest request, string? order)
    {
        // Not before: of bad input nothing is told but what is bad.
        foreach (string note in inVain)
        {
            Console.Error.WriteLine($"numaboot: {note}");
        }

        if (export is not null)
        {
            var log = export.GetAwaiter().GetResult().Log;
            _boot = BootTracing.Begin(request, order, clock, TimeProvider.System);
            BootLog.Begins(log, request);
        }
    }

    /// <summary>It is over, and its result told: what was recorded is sent.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="replay">The command that does the same again; null where none does.</param>
    /// <param name="hurry">Whoever waits does not want to any longer.</param>
    /// <param name="recoveries">How often a cluster lost something and recomputed it.</param>
    public void End(BootResult result, string? replay, CancellationToken hurry, int recoveries = 0)
    {
        if (export is null)
        {
            return;
        }

        var open = export.Result;
        BootLog.Ended(open.Log, result);
        open.CloseAllButSpans();

        // What was found until an interruption is still sent.
        hurry = result.Outcome == BootOutcome.Interrupted ? CancellationToken.None : hurry;
        if (_boot?.End(result, replay, recoveries, open.Room, () => open.SendSpans(hurry)) is > 0 and var leftOut)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"numaboot: {leftOut:N0} allocations are not in the trace, which had no room for them"));
        }

        open.Close(hurry);
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _boot?.Dispose();
        export?.GetAwaiter().GetResult().Dispose();
    }
}
