using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using NumaBoot.Actors;

namespace NumaBoot.Cluster;

/// <summary>
/// Conducts one run: shares its lanes out, lets them go on from window to window, has lost ones recomputed, and puts the
/// result together. It begins by asking the members where the run stands: another may have conducted it before.
/// </summary>
internal sealed partial class RunConductor : UntypedActor, IWithTimers
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // A client asks twice a second; one that is silent for so long is gone.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    // After its end: the client may not have heard of it.
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private const string Cancelled = "it was cancelled before it had a result";

    // A member forgets a run whose conductor is silent for minutes.
    private const int TicksBetweenKeeps = 20;

    private readonly RunSetup _setup;
    private readonly HashSet<Address> _toStand = [];
    private readonly List<(Address Member, BlockInHand Block)> _found = [];
    private ImmutableArray<Address> _members = [];
    private RunBlocks _blocks = null!;
    private BootPlan _plan = null!;
    private RunStage _stage = RunStage.Planning;
    private ImmutableArray<int> _gatheredFor = [];
    private bool _hasAsked;
    private long _epoch = 1;
    private long _ticks;
    private long _window;
    private long _question;
    private int _recoveries;
    private bool _isCancelled;
    private bool _isOver;
    private ulong? _digest;
    private (Address Member, Question Question)? _whole;
    private IWireMessage? _end;
    private TimeSpan _heardAt;

    public RunConductor(RunSetup setup)
    {
        _setup = setup;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(RunSetup setup) => Akka.Actor.Props.CreateBy(new Producer(setup));

    protected override void PreStart()
    {
        _heardAt = Now;
        Timers.StartPeriodicTimer(Tick.Instance, Tick.Instance, Second);
        _ = _setup.Plan().PipeTo(Self, success: plan => new Planned(plan), failure: failed => new PlanFailed(failed));
    }

    protected override void OnReceive(object message)
    {
        try
        {
            Take(message);
        }
        catch (Exception failed)
        {
            // Stopped, it would be made anew with the next word of its client, and fail again.
            Fail(failed.Message.ReplaceLineEndings(" "));
        }
    }

    private void Take(object message)
    {
        switch (message)
        {
            case UsableMembers usable:
                SetMembers(usable.Members);
                break;
            case Planned or PlanFailed when _stage == RunStage.Over:
                // It was cancelled meanwhile.
                break;
            case Planned planned:
                _plan = planned.Plan;
                _blocks = new RunBlocks(_setup.Request, _plan, _setup.Meter);
                AskStandings();
                break;
            case PlanFailed failed:
                Fail(failed.Why.Message);
                break;
            case Tick:
                AskAgain();
                break;
            default:
                if (!HearClient(message) && _stage != RunStage.Over)
                {
                    HearMember(message);
                }

                break;
        }
    }

    private static TimeSpan Now => Context.System.Scheduler.MonotonicClock;

    private bool HearClient(object message)
    {
        switch (message)
        {
            case ConductorMessages.SubmitRun or ConductorMessages.AskRun:
                _heardAt = Now;
                Sender.Tell(_end ?? Status());
                return true;
            case ConductorMessages.CancelRun:
                _heardAt = Now;
                Cancel();
                Sender.Tell(_end ?? Status());
                return true;
            default:
                return false;
        }
    }

    private void HearMember(object message)
    {
        switch (message)
        {
            case RunMessages.Standing standing:
                HearStanding(standing);
                break;
            case RunMessages.HearsAnother another:
                HearOf(another);
                break;
            case RunMessages.WindowDone done when Open<MemberMessages.RunWindow>(done.Fence, done.Window, ask => ask.Window) is { } block:
                HearWindow(block, done);
                break;
            case RunMessages.WindowDone done when Open<MemberMessages.TakeBlock>(done.Fence, done.Window, ask => ask.Window) is { } block:
                HearWindow(block, done);
                break;
            case RunMessages.Records records when Open<MemberMessages.AskRecords>(records.Fence, records.Question, ask => ask.Question) is { } block:
                block.Open = null;
                block.Records = records.Sent;
                GoOn();
                break;
            case RunMessages.BlockEnded ended when Open<MemberMessages.EndBlock>(ended.Fence, 0, _ => 0) is { } block:
                block.Open = null;
                block.Result = ended.Result;
                GoOn();
                break;
            case RunMessages.WholeEnded whole when _whole is { Question.Message: MemberMessages.RunWhole asked } && whole.Fence == asked.Fence:
                HearWhole(whole.Ending);
                break;
            case RunMessages.BlockFailed failed when failed.Fence.Epoch == _epoch && (_blocks.Find(failed.Fence.Block) is not null || _whole is not null):
                Fail(failed.Why);
                break;
            case RunMessages.NotMine notMine when notMine.Fence.Epoch == _epoch && _blocks.Find(notMine.Fence.Block) is { } lost:
                _recoveries += _blocks.Lose(lost) ? 1 : 0;
                GoOn();
                break;
        }
    }

    /// <summary>The block that was asked that, and has not answered; null where the answer comes late, or twice.</summary>
    private PlacedBlock? Open<TAsk>(Fence fence, long number, Func<TAsk, long> numberOf)
        where TAsk : IWireMessage =>
        fence.Epoch == _epoch && _blocks.Find(fence.Block) is { Open.Message: TAsk ask } block && numberOf(ask) == number ? block : null;

    private void SetMembers(ImmutableArray<Address> members)
    {
        var gone = _members.Except(members).ToImmutableArray();
        _members = members;
        switch (_stage)
        {
            case RunStage.Planning or RunStage.Over:
                break;
            case RunStage.Asking:
                _toStand.IntersectWith(members);
                _found.RemoveAll(found => gone.Contains(found.Member));
                AskStandings();
                SettleOnceAllStand();
                break;
            default:
                LoseMembers(gone);
                break;
        }
    }

    private void LoseMembers(ImmutableArray<Address> gone)
    {
        bool isLost = false;
        foreach (var member in gone)
        {
            isLost |= _blocks.Lose(member);
            if (_whole is { } whole && whole.Member == member)
            {
                _whole = null;
            }
        }

        _recoveries += isLost ? 1 : 0;
        GoOn();
    }

    private void AskAgain()
    {
        if (Now - _heardAt > (_stage == RunStage.Over ? KeptFor : LongestSilence))
        {
            if (_stage != RunStage.Over)
            {
                Context.GetLogger().Warning("run {0} is given up: its client has been silent for {1:0} s", _setup.RunId, LongestSilence.TotalSeconds);
            }

            DropBlocks();
            Context.Stop(Self);
            return;
        }

        if (++_ticks % TicksBetweenKeeps == 0 && _stage is not (RunStage.Planning or RunStage.Asking or RunStage.Over))
        {
            TellAll(new MemberMessages.KeepRun(_setup.RunId, _epoch));
        }

        if (_stage == RunStage.Asking)
        {
            AskStandings();
        }
        else if (_stage is not (RunStage.Planning or RunStage.Over))
        {
            foreach (var block in _blocks.Placed.Where(block => block.Open?.IsDue() == true))
            {
                TellMember(block.Member, block.Open!.Message);
            }

            if (_whole is { } whole && whole.Question.IsDue())
            {
                TellMember(whole.Member, whole.Question.Message);
            }
        }
    }

    private void Ask(PlacedBlock block, IWireMessage question)
    {
        block.Open = new Question(question);
        TellMember(block.Member, question);
    }

    private void TellMember(Address member, IWireMessage message) => _setup.Way.Tell(member, message, Self);

    private Fence FenceOf(PlacedBlock block) => new(_setup.RunId, _epoch, block.Number);

    private void Fail(string why)
    {
        Context.GetLogger().Warning("run {0} failed: {1}", _setup.RunId, why);
        Finish(new ClientMessages.RunRefused(_setup.RunId, why));
    }

    private void Finish(IWireMessage end)
    {
        CountEnd(end);
        _end = end;
        _stage = RunStage.Over;
        DropBlocks();

        // What is kept is the answer: it may be asked for again.
        _blocks?.Clear();
        _found.Clear();
    }

    private ClientMessages.RunStatus Status()
    {
        var state = _stage switch
        {
            RunStage.Planning or RunStage.Asking => _members.IsEmpty ? RunState.Waiting : RunState.Starting,
            RunStage.Gathering => RunState.Recovering,
            _ => _blocks.Placed.Any(block => block.Open?.Message is MemberMessages.TakeBlock { Past.IsEmpty: false }) ? RunState.Recovering : RunState.Running,
        };
        if (_blocks is null)
        {
            return new ClientMessages.RunStatus(_setup.RunId, state, null, 0, 0, _recoveries);
        }

        var progress = _blocks.Placed.Select(block => block.State.Progress).FirstOrDefault(one => one is not null);
        return new ClientMessages.RunStatus(
            _setup.RunId, state, progress is { } told ? told with { Deliveries = _blocks.Deliveries } : null, _blocks.Horizons.All, MembersWithBlocks, _recoveries);
    }

    private int MembersWithBlocks => _blocks.Placed.Select(block => block.Member).Distinct().Count();

    /// <summary>Who can have blocks.</summary>
    /// <param name="Members">Members that are up, in the order of their addresses.</param>
    public sealed record UsableMembers(ImmutableArray<Address> Members);

    private sealed record Planned(BootPlan Plan);

    private sealed record PlanFailed(Exception Why);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed class Producer(RunSetup setup) : IIndirectActorProducer
    {
        public Type ActorType => typeof(RunConductor);

        public ActorBase Produce() => new RunConductor(setup);

        public void Release(ActorBase actor)
        {
            // Nothing to release.
        }
    }
}
