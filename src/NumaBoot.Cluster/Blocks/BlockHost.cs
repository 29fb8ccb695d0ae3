using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using NumaBoot.Telemetry;

namespace NumaBoot.Cluster;

/// <summary>
/// Has one block of lanes, or a whole boot, and lets a thread of its own simulate it. What it is asked again while it is at it
/// it passes over; what it has answered before it answers with the same words.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "PostStop disposes of them, where the work on them is done.")]
internal sealed class BlockHost : UntypedActor
{
    private readonly CancellationTokenSource _stop = new();
    private readonly IBlockWork _thread;
    private readonly MemberCounts _counts;
    private readonly IBootMeter? _meter;
    private readonly ILogger _log;
    private readonly int _number;
    private HostedBlock? _block;
    private IWireMessage? _answer;
    private long _window = -1;
    private bool _isBusy;
    private bool _isWhole;
    private BlockTracing? _tracing;

    public BlockHost(int block, IBlockWork thread, MemberCounts counts, IBootMeter? meter, ILogger log)
    {
        _log = log;
        _meter = meter;
        _number = block;
        _counts = counts;
        _thread = thread;
    }

    /// <summary>Where does the block stand? Asked by whoever gathers that for a new conductor.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">That of the new conductor.</param>
    public sealed record AskInHand(string RunId, long Epoch);

    /// <summary>It stands there.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Epoch">That of the question.</param>
    /// <param name="Block">Which block.</param>
    /// <param name="InHand">Where; null for a whole boot, and for what never came to stand.</param>
    public sealed record TellInHand(string RunId, long Epoch, int Block, BlockInHand? InHand);

    /// <summary>Who has a block.</summary>
    /// <param name="block">Its number.</param>
    /// <param name="startThread">Starts where its work is done.</param>
    /// <param name="counts">What is dropped.</param>
    /// <param name="meter">Who hears the numbers of blocks; null for nobody.</param>
    /// <param name="log">Where it says what it does.</param>
    public static Props Props(int block, Func<IBlockWork> startThread, MemberCounts counts, IBootMeter? meter, ILogger log) =>
        Akka.Actor.Props.CreateBy(new Producer(block, startThread, counts, meter, log));

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case MemberMessages.TakeBlock take:
                Trace(take.Fence, take.Tracing, IsTakenOver(take));
                Once(take.Fence, take.Window, () => Take(take));
                break;
            case MemberMessages.RunWindow window when _block is not null:
                Once(window.Fence, window.Window, () => Answer(window.Fence, window.Window, _block.Run(window)));
                break;
            case MemberMessages.RunWhole whole:
                // What happened, the blocks have counted.
                _isWhole = true;
                Trace(whole.Fence, whole.Tracing, isTakenOver: false);
                Once(whole.Fence, 0, () => new RunMessages.WholeEnded(whole.Fence, RunEnding.Of(RunWhole(whole))));
                break;
            case MemberMessages.EndBlock end when _block is not null:
                Do(end.Fence, () => End(end, _block));
                break;
            case MemberMessages.AskRecords ask when _block is not null:
                Do(ask.Fence, () => new RunMessages.Records(ask.Fence, ask.Question, _block.SentTo(ask.ForNids)));
                break;
            case AskInHand ask when _isWhole:
                // That takes long, and nobody goes on from where it is.
                Sender.Tell(new TellInHand(ask.RunId, ask.Epoch, _number, null));
                break;
            case AskInHand ask:
                _ = _thread.Do(() => new TellInHand(ask.RunId, ask.Epoch, _number, _block?.InHand)).PipeTo(Sender);
                break;
            case Done done:
                Hear(done);
                break;
            default:
                // A block that is being set up has nothing to tell yet; it will be asked again.
                break;
        }
    }

    protected override void PostStop()
    {
        _stop.Cancel();

        // Now, since nobody waits for the thread: a member that stops sends it with the rest.
        _tracing?.Dispose();
        _ = _thread.Do(() =>
        {
            _counts.AddDuplicates(_block?.Dropped ?? 0);
            _block?.Dispose();
            _stop.Dispose();
            return true;
        });
        _thread.Dispose();
    }

    private BootResult RunWhole(MemberMessages.RunWhole whole)
    {
        BlockLog.Whole(_log, whole.Fence.RunId);
        var observation = TracingWish.Observation(whole.Tracing, _tracing?.Activity) with { History = whole.History };
        return new BootRun { Observation = observation }.Run(whole.Request, _stop.Token);
    }

    // With its first window a run begins.
    private static bool IsTakenOver(MemberMessages.TakeBlock take) => take.Window > 1;

    private void Trace(Fence fence, TracingWish? wish, bool isTakenOver)
    {
        if (_tracing is null && wish is not null)
        {
            var address = ((ExtendedActorSystem)Context.System).Provider.DefaultAddress;
            _tracing = BlockTracing.Begin(wish.TraceParent, fence.RunId, fence.Block, $"{address.Host}:{address.Port}", isTakenOver);
        }
    }

    private RunMessages.BlockEnded End(MemberMessages.EndBlock end, HostedBlock block)
    {
        var result = block.Result(end.IsOver);
        BlockLog.Ended(_log, end.Fence.RunId, end.Fence.Block, result.Deliveries);
        return new RunMessages.BlockEnded(end.Fence, result);
    }

    private RunMessages.WindowDone Take(MemberMessages.TakeBlock take)
    {
        if (IsTakenOver(take))
        {
            BlockLog.TakenOver(_log, take.Fence.RunId, take.Fence.Block, take.Nids.Length, take.Nids[0], take.ReachedByAllNs);
        }
        else
        {
            BlockLog.Taken(_log, take.Fence.RunId, take.Fence.Block, take.Nids.Length, take.Nids[0]);
        }

        var observation = TracingWish.Observation(take.Tracing, _tracing?.Activity) with { Meter = _meter, History = take.History };
        _block = new HostedBlock(take.Fence.Block, take.Request, take.Nids, observation, _stop.Token);
        return Answer(take.Fence, take.Window, _block.CatchUp(take));
    }

    private static RunMessages.WindowDone Answer(Fence fence, long window, (BlockState State, ImmutableArray<CrossMessage> Outbox) done) =>
        new(fence, window, done.State, done.Outbox);

    /// <summary>Does a window, unless it is at it, or has done it.</summary>
    private void Once(Fence fence, long window, Func<IWireMessage> work)
    {
        if (window > _window && !_isBusy)
        {
            _window = window;
            _isBusy = true;
            Do(fence, work, isWindow: true);
        }
        else if (window == _window && !_isBusy && _answer is not null)
        {
            _counts.CountRepeated();
            Sender.Tell(Readdressed(_answer, fence));
        }
        else
        {
            _counts.CountRepeated();
        }
    }

    // A new conductor may ask for what was answered to the one before.
    private static IWireMessage Readdressed(IWireMessage answer, Fence fence) => answer switch
    {
        RunMessages.WindowDone done => done with { Fence = fence },
        RunMessages.WholeEnded whole => whole with { Fence = fence },
        RunMessages.BlockFailed failed => failed with { Fence = fence },
        _ => answer,
    };

    private void Do(Fence fence, Func<IWireMessage> work, bool isWindow = false)
    {
        var asker = Sender;
        var tracing = _tracing;
        _ = _thread.Do(() => tracing is null ? work() : tracing.Do(work)).PipeTo(
            Self,
            success: answer => new Done(asker, answer, isWindow),
            failure: failed => new Done(asker, new RunMessages.BlockFailed(fence, failed.GetBaseException().Message.ReplaceLineEndings(" ")), isWindow, failed));
    }

    private void Hear(Done done)
    {
        if (done.Failure is not null)
        {
            Context.GetLogger().Error(done.Failure, "a block of lanes failed");
        }

        if (done.IsWindow)
        {
            _isBusy = false;
            _answer = done.Answer;
        }

        done.Asker.Tell(done.Answer);
    }

    private sealed record Done(IActorRef Asker, IWireMessage Answer, bool IsWindow, Exception? Failure = null);

    private sealed class Producer(int block, Func<IBlockWork> startThread, MemberCounts counts, IBootMeter? meter, ILogger log) : IIndirectActorProducer
    {
        public Type ActorType => typeof(BlockHost);

        public ActorBase Produce() => new BlockHost(block, startThread(), counts, meter, log);

        public void Release(ActorBase actor)
        {
            // PostStop has.
        }
    }
}
