using NumaBoot.Simulation;
using NumaBoot.Telemetry;

namespace NumaBoot.Cli;

/// <summary>What measures a command, and serves that.</summary>
/// <param name="instruments">What measures; null where nobody wants to know.</param>
/// <param name="server">Where it is read; null for nowhere.</param>
/// <param name="linger">How long it can be read after the result.</param>
internal sealed class MeasuredRun(BootInstruments? instruments, MetricsServer? server, TimeSpan linger) : IDisposable
{
    /// <summary>Who hears the numbers of a boot; null for nobody.</summary>
    public IBootMeter? Meter => instruments;

    /// <summary>Begins the series that count what is rare, for whoever listens by now.</summary>
    public void Begin() => instruments?.BeginAtZero();

    /// <summary>Runs a search.</summary>
    /// <param name="settings">Which.</param>
    /// <param name="progress">Hears how far it is; null for nobody.</param>
    /// <param name="stop">Ends it.</param>
    public ExplorationResult Search(ExplorationSettings settings, Action<ExplorationProgress>? progress, CancellationToken stop)
    {
        if (instruments is null)
        {
            return new BootExploration(settings) { Progress = progress }.Run(stop);
        }

        var exploration = new BootExploration(settings)
        {
            Progress = told =>
            {
                instruments.Searches.Hear(told);
                progress?.Invoke(told);
            },
        };
        return instruments.Searches.Run(exploration, stop);
    }

    /// <summary>The result is told: what was measured can be read a while longer.</summary>
    /// <param name="stop">Ends that.</param>
    public void Linger(CancellationToken stop)
    {
        if (server is not null && linger > TimeSpan.Zero)
        {
            Console.Out.Flush();
            _ = stop.WaitHandle.WaitOne(linger);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        server?.Dispose();
        instruments?.Dispose();
    }
}
