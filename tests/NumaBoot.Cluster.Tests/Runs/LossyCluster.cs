using System.Collections.Immutable;
using Akka.Actor;
using NumaBoot.Actors;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;

namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>
/// The real actors of a run, its conductor and the blocks of members, on one thread, with a network between them that a seed
/// decides on: which letter arrives next, which never, and which twice.
/// </summary>
internal sealed class LossyCluster : IMemberWay, IDisposable
{
    private const int MostSteps = 200_000;
    private const int LettersBetweenSeconds = 60;
    private const int FurthestAhead = 8;

    private readonly OneThread _thread = new();
    private readonly Random _random;
    private readonly Fates _fates;
    private readonly BootRequest _request;
    private readonly BootPlan _plan;
    private readonly List<Letter> _letters = [];
    private readonly Dictionary<Address, IActorRef> _members = [];
    private readonly Dictionary<(Address Member, IActorRef Conductor), IActorRef> _mouths = [];
    private readonly Dictionary<IActorRef, Address> _owners = [];
    private readonly List<(Func<bool> When, Action What)> _events = [];
    private readonly IActorRef _client;
    private readonly SummedMeter? _meter;
    private readonly HistorySettings? _history;
    private IActorRef _conductor = ActorRefs.Nobody;
    private IWireMessage? _end;
    private IWireMessage _question = new ConductorMessages.AskRun("run");
    private int _steps;

    /// <summary>A cluster that has formed, and a run that was submitted.</summary>
    public LossyCluster(BootRequest request, int members, int seed, Fates fates, SummedMeter? meter = null, HistorySettings? history = null)
    {
        _history = history;
        _meter = meter;
        _request = request;
        _plan = request.Plan();
        _random = new Random(seed);
        _fates = fates;
        _client = _thread.SpawnEar(answer => _end = answer is ClientMessages.RunEnded or ClientMessages.RunRefused ? (IWireMessage)answer : _end);
        Usable = [.. Enumerable.Range(1, members).Select(at => new Address("akka.tcp", "numaboot", $"m{at}", 1))];
        foreach (var member in Usable)
        {
            Start(member);
        }

        Conduct();
    }

    /// <summary>Who can have blocks, as the conductor was told.</summary>
    public ImmutableArray<Address> Usable { get; private set; }

    /// <summary>What members have dropped.</summary>
    public MemberCounts Counts { get; } = new();

    /// <summary>The latest window that some member was asked for.</summary>
    public long Window { get; private set; }

    /// <summary>How many blocks there were, those included that were set on a member again.</summary>
    public int Blocks { get; private set; }

    /// <summary>How many of each kind of question were sent.</summary>
    public Dictionary<Type, int> Sent { get; } = [];

    /// <summary>What broke on some block, as it told.</summary>
    public SortedSet<string> Broken { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether no letter is under way.</summary>
    public bool IsQuiet => _letters.Count == 0;

    /// <summary>Letters to members that never arrive, beside those that fate decides on.</summary>
    public Func<Address, IWireMessage, bool> Loses { get; set; } = (_, _) => false;

    /// <summary>Does something once something is so; in the order in which they were given.</summary>
    public void Once(Func<bool> when, Action what) => _events.Add((when, what));

    /// <summary>A conductor begins; whoever conducted before may still have letters under way.</summary>
    public void Conduct()
    {
        if (!_conductor.IsNobody())
        {
            _thread.Stop(_conductor);
        }

        _conductor = _thread.Spawn(RunConductor.Props(new RunSetup("run", _request, null, _history, () => Task.FromResult(_plan), this) { Meter = _meter }));
        _conductor.Tell(new RunConductor.UsableMembers(Usable));
    }

    /// <summary>Another conductor begins, and the one before does not know.</summary>
    public void ConductBeside()
    {
        _conductor = ActorRefs.Nobody;
        Conduct();
    }

    /// <summary>A member dies. Nobody knows yet; what it has sent may arrive.</summary>
    public void Kill(Address member)
    {
        _thread.Stop(_members[member]);
        _members.Remove(member);
    }

    /// <summary>The cluster notices that a member is gone.</summary>
    public void Remove(Address member) => Tell(Usable.Remove(member));

    /// <summary>A member is started; it has nothing.</summary>
    public void Start(Address member) => _members[member] = _thread.Spawn(MemberBlocks.Props(Counts, _ => new InlineWork(), _meter));

    /// <summary>The cluster takes a member in.</summary>
    public void Add(Address member) => Tell([.. Usable.Add(member).OrderBy(one => one.Host, StringComparer.Ordinal)]);

    /// <summary>The client cancels the run, and from then on asks for nothing else.</summary>
    public void Cancel() => _question = new ConductorMessages.CancelRun("run");

    /// <summary>Time passes, and no letter arrives.</summary>
    public void PassSeconds(int count)
    {
        for (int second = 0; second < count; second++)
        {
            _thread.PassSecond();
        }
    }

    /// <summary>Lets letters arrive until the run is over.</summary>
    public ClientMessages.RunEnded RunToEnd()
    {
        for (_steps = 0; _end is null && _steps < MostSteps; _steps++)
        {
            HaveEvents();
            if (_letters.Count == 0 || _random.Next(LettersBetweenSeconds) == 0)
            {
                _thread.PassSecond();
                _conductor.Tell(_question, _client);
            }
            else
            {
                Deliver();
            }
        }

        return _end switch
        {
            ClientMessages.RunEnded ended => ended,
            ClientMessages.RunRefused refused => throw new InvalidOperationException($"refused: {refused.Why}"),
            _ => throw new TimeoutException($"no end in {MostSteps} steps; window {Window}, {_letters.Count} letters under way: {string.Join(", ", Sent)}"),
        };
    }

    /// <summary>The run is over: all letters arrive, and members that are left stop.</summary>
    public void Settle()
    {
        while (_letters.Count > 0)
        {
            Deliver();
        }

        foreach (var member in _members.Keys.ToList())
        {
            Kill(member);
        }
    }

    void IMemberWay.Tell(Address member, IWireMessage message, IActorRef from)
    {
        Window = Math.Max(Window, message is MemberMessages.RunWindow window ? window.Window : 0);
        Blocks = Math.Max(Blocks, message is MemberMessages.TakeBlock take ? take.Fence.Block + 1 : 0);
        Sent[message.GetType()] = Sent.GetValueOrDefault(message.GetType()) + 1;
        _letters.Add(new Letter(from, member, ToMember: true, message));
    }

    Address IMemberWay.Of(IActorRef actor) => _owners[actor];

    public void Dispose() => _thread.Dispose();

    private void Tell(ImmutableArray<Address> usable)
    {
        Usable = usable;
        _conductor.Tell(new RunConductor.UsableMembers(usable));
    }

    private void HaveEvents()
    {
        while (_events.Count > 0 && _events[0].When())
        {
            var what = _events[0].What;
            _events.RemoveAt(0);
            what();
        }
    }

    private void Deliver()
    {
        int at = _random.NextDouble() < _fates.Overtaken ? _random.Next(Math.Min(FurthestAhead, _letters.Count)) : 0;
        var letter = _letters[at];
        double fate = _random.NextDouble();
        if (fate >= _fates.Twice)
        {
            _letters.RemoveAt(at);
        }

        if (fate > 1 - _fates.Lost || (letter.ToMember && Loses(letter.Member, letter.Message)))
        {
            return;
        }

        var mouth = MouthOf(letter.Member, letter.Conductor);
        if (letter.Message is RunMessages.BlockEnded ended)
        {
            Broken.UnionWith(ended.Result.Violations.Select(violation => violation.ToString()));
        }

        if (!letter.ToMember)
        {
            letter.Conductor.Tell(letter.Message, mouth);
        }
        else if (_members.TryGetValue(letter.Member, out var member))
        {
            member.Tell(letter.Message, mouth);
        }
    }

    /// <summary>Whom a member answers: what it says there goes to that conductor as a letter.</summary>
    private IActorRef MouthOf(Address member, IActorRef conductor)
    {
        if (!_mouths.TryGetValue((member, conductor), out var mouth))
        {
            mouth = _thread.SpawnEar(answer => _letters.Add(new Letter(conductor, member, ToMember: false, (IWireMessage)answer)));
            _mouths.Add((member, conductor), mouth);
            _owners.Add(mouth, member);
        }

        return mouth;
    }

    private sealed record Letter(IActorRef Conductor, Address Member, bool ToMember, IWireMessage Message);
}
