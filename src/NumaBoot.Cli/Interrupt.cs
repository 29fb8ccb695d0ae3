using System.Runtime.InteropServices;

namespace NumaBoot.Cli;

/// <summary>
/// Hears Ctrl-C (or a polite kill). At first it ends the process, since while input is read there is nothing to tell.
/// After <see cref="Defer"/> the first one becomes a cancellation, so that what was found so far can be printed; the
/// second one ends the process as always.
/// </summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile bool _deferred;

    public Interrupt()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear);
    }

    /// <summary>From now on the first Ctrl-C cancels the token that this returns.</summary>
    public CancellationToken Defer()
    {
        _deferred = true;
        return _source.Token;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Hear(PosixSignalContext signal)
    {
        if (!_deferred)
        {
            Console.Error.WriteLine("numaboot: interrupted");
            Environment.Exit(ExitCodes.Interrupted);
        }

        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
