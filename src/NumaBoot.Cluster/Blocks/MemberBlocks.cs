using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NumaBoot.Simulation;

namespace NumaBoot.Cluster;

/// <summary>
/// The blocks of lanes that a member has, of all runs. It lets nobody speak to a block but the run's latest conductor, and
/// forgets a run that no conductor speaks of any more.
/// </summary>
internal sealed class MemberBlocks : UntypedActor, IWithTimers
{
    /// <summary>What it is called under <c>/user</c>.</summary>
    public const string Name = "blocks";

    // A conductor speaks at least every few seconds, with something to do or without; one that is silent for so long is lost,
    // and so is whoever would replace it.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, HostedRun> _runs = new(StringComparer.Ordinal);
    private readonly MemberCounts _counts;
    private readonly Func<string, IBlockWork> _startThread;
    private readonly IBootMeter? _meter;
    private readonly ILogger _log;

    public MemberBlocks(MemberCounts counts, Func<string, IBlockWork> startThread, IBootMeter? meter, ILogger log)
    {
        _log = log;
        _meter = meter;
        _counts = counts;
        _startThread = startThread;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The blocks of a member.</summary>
    /// <param name="counts">What is dropped.</param>
    /// <param name="startThread">Starts, by what it is called, where the work of a block is done; null for a thread.</param>
    /// <param name="meter">Who hears the numbers of blocks; null for nobody.</param>
    /// <param name="log">Where it says what it has; null for nowhere.</param>
    public static Props Props(MemberCounts counts, Func<string, IBlockWork>? startThread = null, IBootMeter? meter = null, ILogger? log = null) =>
        Akka.Actor.Props.CreateBy(new Producer(counts, startThread ?? (name => new BlockThread(name)), meter, log ?? NullLogger.Instance));

    protected override void PreStart() => Timers.StartPeriodicTimer(LookAround.Instance, LookAround.Instance, BetweenLooks);

    protected override void PostStop()
    {
        foreach (var run in _runs.Values)
        {
            Leave(run);
        }
    }

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
                Gather(ask);
                break;
            case BlockHost.TellInHand told:
                Gathered(told);
                break;
            case MemberMessages.KeepRun keep:
                Keep(keep);
                break;
            case MemberMessages.DropRun drop:
                Drop(drop);
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

        if (!run.Hears(fence.Epoch, Sender, Now))
        {
            _counts.CountOldEpoch();
            return;
        }

        if (run.Hosts.TryGetValue(fence.Block, out var host))
        {
            host.Forward(message);
        }
        else if (creates)
        {
            host = Context.ActorOf(BlockHost.Props(fence.Block, () => _startThread($"block {fence.Block} of {fence.RunId}"), _counts, _meter, _log));
            if (run.Hosts.Count == 0)
            {
                _meter?.RunBegan();
            }

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

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    /// <summary>Each block tells where it stands once it is through with what it is at.</summary>
    private void Gather(MemberMessages.AskStanding ask)
    {
        if (!_runs.TryGetValue(ask.RunId, out var run))
        {
            _runs.Add(ask.RunId, run = new HostedRun());
        }

        if (!run.Admits(ask.Epoch, Sender, Now))
        {
            _counts.CountOldEpoch();
            if (!run.Follows(Sender))
            {
                Sender.Tell(new RunMessages.HearsAnother(ask.RunId, run.Epoch));
            }

            return;
        }

        foreach (var host in run.Gather(Sender))
        {
            host.Tell(new BlockHost.AskInHand(ask.RunId, ask.Epoch));
        }

        Answer(ask.RunId, run, run.Gathered());
    }

    private void Gathered(BlockHost.TellInHand told)
    {
        if (_runs.TryGetValue(told.RunId, out var run))
        {
            Answer(told.RunId, run, run.Stands(told));
        }
    }

    private static void Answer(string runId, HostedRun run, (IActorRef Asker, IReadOnlyList<BlockInHand> Blocks)? gathered) =>
        gathered?.Asker.Tell(new RunMessages.Standing(runId, run.Epoch, [.. gathered.Value.Blocks]));

    private void Keep(MemberMessages.KeepRun keep)
    {
        if (_runs.TryGetValue(keep.RunId, out var run) && keep.Epoch == run.Epoch)
        {
            run.HeardAt = Now;
        }
    }

    private void Drop(MemberMessages.DropRun drop)
    {
        if (_runs.TryGetValue(drop.RunId, out var run) && drop.Epoch < run.Epoch)
        {
            _counts.CountOldEpoch();
            return;
        }

        Drop(drop.RunId, "as it was told");
    }

    private void Drop(string runId, string why)
    {
        if (_runs.Remove(runId, out var run))
        {
            Context.GetLogger().Info("run {0} is dropped with {1} of its blocks, {2}", runId, run.Hosts.Count, why);
            foreach (var host in run.Hosts.Values)
            {
                Context.Stop(host);
            }

            Leave(run);
        }
    }

    private void Leave(HostedRun run)
    {
        if (run.Hosts.Count > 0)
        {
            _meter?.RunLeft();
        }
    }

    private void DropSilent()
    {
        foreach (string runId in _runs.Where(pair => Now - pair.Value.HeardAt > LongestSilence).Select(pair => pair.Key).ToImmutableArray())
        {
            Drop(runId, "as its conductor is silent");
        }
    }

    private sealed record LookAround
    {
        public static readonly LookAround Instance = new();
    }

    private sealed class Producer(MemberCounts counts, Func<string, IBlockWork> startThread, IBootMeter? meter, ILogger log) : IIndirectActorProducer
    {
        public Type ActorType => typeof(MemberBlocks);

        public ActorBase Produce() => new MemberBlocks(counts, startThread, meter, log);

        public void Release(ActorBase actor)
        {
            // Its children stop with it.
        }
    }
}
