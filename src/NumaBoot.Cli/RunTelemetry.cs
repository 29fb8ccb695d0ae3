using NumaBoot.Simulation;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli;

/// <summary>What is to be seen of one boot from outside.</summary>
/// <param name="export">The way out, which may still be opening; null where nothing goes out.</param>
/// <param name="share">Which share of the allocations is traced, from 0 to 1.</param>
/// <param name="clock">Whose time spans have.</param>
internal sealed class RunTelemetry(Task<TelemetryExport>? export, double share, TraceClock clock) : IDisposable
{
    private BootTracing? _boot;

    /// <summary>The span of the boot as others name it; null where it is not traced.</summary>
    public string? TraceParent => _boot?.TraceParent;

    /// <summary>Who looks on.</summary>
    public BootObservation Observation => _boot is null ? BootObservation.None : new BootObservation { Tracing = _boot.Settings(share), Span = _boot.Span };

    /// <summary>A boot begins.</summary>
    /// <param name="request">Which.</param>
    /// <param name="isDeterministic">Whether it is the same in every run.</param>
    public void Begin(BootRequest request, bool isDeterministic)
    {
        if (export is not null)
        {
            var log = export.GetAwaiter().GetResult().Log;
            _boot = BootTracing.Begin(request, isDeterministic, clock, TimeProvider.System);
            BootLog.Begins(log, request);
        }
    }

    /// <summary>It is over, and its result told: what was recorded is sent.</summary>
    /// <param name="result">What came of it.</param>
    /// <param name="replay">The command that does the same again.</param>
    public void End(BootResult result, string replay)
    {
        if (export is not null)
        {
            BootLog.Ended(export.Result.Log, result);
            _boot?.End(result, replay, export.Result.SendSpans);
        }
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        _boot?.Dispose();
        export?.GetAwaiter().GetResult().Dispose();
    }
}
