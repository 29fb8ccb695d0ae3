using System.Collections.Immutable;
using Akka.Actor;

namespace NumaBoot.Cluster;

/// <summary>
/// The blocks of lanes that a member has, of all runs. It lets nobody speak to a block but the run's latest conductor, and
/// forgets a run that no conductor speaks of any more.
/// </summary>
internal sealed class MemberBlocks : UntypedActor, IWithTimers
{
    /// <summary>What it is called under <c>/user</c>.</summary>
    public const string Name = "blocks";

    // A conductor that has questions asks them again every few seconds; one that is silent for so long is lost, and so is
    // whoever would replace it.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, HostedRun> _runs = new(StringComparer.Ordinal);
    private readonly MemberCounts _counts;

    public MemberBlocks(MemberCounts counts)
    {
        _counts = counts;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(MemberCounts counts) => Akka.Actor.Props.CreateBy(new Producer(counts));

    protected override void PreStart() => Timers.StartPeriodicTimer(LookAround.Instance, LookAround.Instance, BetweenLooks);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MemberMessages.TakeBlock take:
                Pass(take.Fence, take, creates: true);
                break;
            case MemberMessages.RunWhole whole:
                Pass(whole.Fence, whole, creates: true);
                break;
            case MemberMessages.RunWindow window:
                Pass(window.Fence, window);
                break;
            case MemberMessages.EndBlock end:
                Pass(end.Fence, end);
                break;
            case MemberMessages.AskRecords ask:
                Pass(ask.Fence, ask);
                break;
            case MemberMessages.AskStanding ask:
                TellStanding(ask.RunId);
                break;
            case MemberMessages.DropRun drop:
                Drop(drop.RunId);
                break;
            case LookAround:
                DropSilent();
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    // A block that fails has said so; nothing of it is worth a second try.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    private void Pass(Fence fence, object message, bool creates = false)
    {
        if (!_runs.TryGetValue(fence.RunId, out var run))
        {
            if (!creates)
            {
                Refuse(fence);
                return;
            }

            _runs.Add(fence.RunId, run = new HostedRun());
        }

        if (fence.Epoch < run.Epoch)
        {
            _counts.CountOldEpoch();
            return;
        }

        run.Epoch = fence.Epoch;
        run.HeardAt = Context.System.Scheduler.MonotonicClock;
        if (run.Hosts.TryGetValue(fence.Block, out var host))
        {
            host.Forward(message);
        }
        else if (creates)
        {
            host = Context.ActorOf(BlockHost.Props(fence.RunId, fence.Block, _counts));
            run.Hosts.Add(fence.Block, host);
            host.Forward(message);
        }
        else
        {
            Refuse(fence);
        }
    }

    private void Refuse(Fence fence)
    {
        _counts.CountNotMine();
        Sender.Tell(new RunMessages.NotMine(fence));
    }

    /// <summary>Each block tells where it stands once it is through with what it is at.</summary>
    private void TellStanding(string runId)
    {
        if (!_runs.TryGetValue(runId, out var run))
        {
            Sender.Tell(new RunMessages.Standing(runId, 0, []));
            return;
        }

        run.HeardAt = Context.System.Scheduler.MonotonicClock;
        var asks = run.Hosts.Values.Select(host => host.Ask<BlockHost.TellInHand>(new BlockHost.AskInHand(), LongestSilence));
        long epoch = run.Epoch;
        Task.WhenAll(asks).PipeTo(
            Sender,
            Self,
            told => new RunMessages.Standing(runId, epoch, [.. told.Select(one => one.InHand).OfType<BlockInHand>()]),
            failed => new Status.Failure(failed));
    }

    private void Drop(string runId)
    {
        if (_runs.Remove(runId, out var run))
        {
            foreach (var host in run.Hosts.Values)
            {
                Context.Stop(host);
            }
        }
    }

    private void DropSilent()
    {
        var now = Context.System.Scheduler.MonotonicClock;
        foreach (string runId in _runs.Where(pair => now - pair.Value.HeardAt > LongestSilence).Select(pair => pair.Key).ToImmutableArray())
        {
            Drop(runId);
        }
    }

    private sealed class HostedRun
    {
        public long Epoch { get; set; }

        public TimeSpan HeardAt { get; set; }

        public SortedDictionary<int, IActorRef> Hosts { get; } = [];
    }

    private sealed record LookAround
    {
        public static readonly LookAround Instance = new();
    }

    private sealed class Producer(MemberCounts counts) : IIndirectActorProducer
    {
        public Type ActorType => typeof(MemberBlocks);

        public ActorBase Produce() => new MemberBlocks(counts);

        public void Release(ActorBase actor)
        {
            // Its children stop with it.
        }
    }
}
