using Akka.Actor;
using Akka.Cluster.Tools.Client;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// Submits a run and follows it. It asks again until it is answered, and submits again what nobody knows any more: a
/// conductor that replaces another learns of the run from here.
/// </summary>
internal sealed class RunClient : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenSubmits = TimeSpan.FromSeconds(2);

    private const string HasNotFormed = "a member answers, but has not become one of a cluster";
    private const string NobodyAnswered = "nobody answered; is that the name and port by which members know each other, and is there TLS as here?";

    private readonly IActorRef _cluster;
    private readonly string _runId = Guid.NewGuid().ToString("N");
    private readonly BootRequest _request;
    private readonly TracingWish? _tracing;
    private readonly HistorySettings? _history;
    private readonly ClientPatience _patience;
    private readonly Action<ClientMessages.RunStatus>? _progress;
    private readonly TaskCompletionSource<ClientMessages.RunEnded> _end;
    private readonly string _contacts;
    private bool _hasHeard;
    private bool _isKnown;
    private bool _isCancelled;
    private TimeSpan _startedAt;
    private TimeSpan _answeredAt;
    private TimeSpan _submittedAt = TimeSpan.MinValue;
    private TimeSpan? _cancelledAt;

    public RunClient(
        IActorRef cluster, string contacts, BootRequest request, TracingWish? tracing, HistorySettings? history, ClientPatience patience,
        Action<ClientMessages.RunStatus>? progress, TaskCompletionSource<ClientMessages.RunEnded> end)
    {
        _cluster = cluster;
        _contacts = contacts;
        _request = request;
        _tracing = tracing;
        _history = history;
        _patience = patience;
        _progress = progress;
        _end = end;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>End the run.</summary>
    public sealed record Cancel;

    protected override void PreStart()
    {
        _startedAt = _answeredAt = Now;
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, TimeSpan.Zero, Beat);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Tick:
                GoOn();
                break;
            case ClientMessages.RunStatus status when status.RunId == _runId:
                Hear(status);
                break;
            case ClientMessages.RunEnded ended when ended.RunId == _runId:
                _end.TrySetResult(ended);
                break;
            case ClientMessages.RunRefused refused when refused.RunId == _runId:
                _end.TrySetException(_isCancelled ? new OperationCanceledException() : new RunRefusedException(refused.Why));
                break;
            case ClientMessages.RunUnknown unknown when unknown.RunId == _runId:
                _answeredAt = Now;
                Resubmit();
                break;
            case Cancel:
                _isCancelled = true;
                _cancelledAt = Now;
                if (!_isKnown)
                {
                    _end.TrySetException(new OperationCanceledException());
                }

                Send(new ConductorMessages.CancelRun(_runId));
                break;
        }
    }

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    private void GoOn()
    {
        if (Now - _cancelledAt > _patience.ToCancel)
        {
            _end.TrySetException(new OperationCanceledException());
        }
        else if (!_isKnown && Now - _startedAt > _patience.ToForm)
        {
            _end.TrySetException(new ClusterOutOfReachException($"no cluster at {_contacts} took the run in {_patience.ToForm.TotalSeconds:0} s: {(_hasHeard ? HasNotFormed : NobodyAnswered)}"));
        }
        else if (Now - _answeredAt > _patience.ToAnswer)
        {
            _end.TrySetException(new ClusterOutOfReachException($"the cluster at {_contacts} has not answered for {_patience.ToAnswer.TotalSeconds:0} s"));
        }
        else if (!_isKnown)
        {
            Submit();
        }
        else
        {
            Send(_isCancelled ? new ConductorMessages.CancelRun(_runId) : new ConductorMessages.AskRun(_runId));
        }
    }

    private void Hear(ClientMessages.RunStatus status)
    {
        _answeredAt = Now;
        _hasHeard = true;

        // As long as there are no members the cluster has not formed.
        _isKnown |= status.State != RunState.Waiting;
        _progress?.Invoke(status);
    }

    /// <summary>Nobody knows the run any more. One that was cancelled is not begun again.</summary>
    private void Resubmit()
    {
        if (_isCancelled)
        {
            _end.TrySetException(new OperationCanceledException());
            return;
        }

        Submit();
    }

    private void Submit()
    {
        if (_submittedAt == TimeSpan.MinValue || Now - _submittedAt >= BetweenSubmits)
        {
            _submittedAt = Now;
            Send(new ConductorMessages.SubmitRun(_runId, _request, _tracing, _history));
        }
    }

    private void Send(object message) => _cluster.Tell(new ClusterClient.Send($"/user/{Front.Name}", message, localAffinity: true));

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
