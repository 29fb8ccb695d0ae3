using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Records the deliveries of a schedule up to the one that broke something, with what was done in each.</summary>
/// <param name="plan">The boot.</param>
/// <param name="words">How things are called.</param>
/// <param name="homes">The nodes that the story is about.</param>
/// <param name="first">The first delivery to record.</param>
/// <param name="last">The last one; what comes behind it is not looked at.</param>
/// <param name="atTheEnd">Called once that one is over, while everything stands as it does then.</param>
/// <param name="breaksFifo">Whether even two messages of one sender to one receiver could change places.</param>
/// <param name="scenes">Records what each delivery changes; null where nobody wants to know.</param>
internal sealed class StoryRecorder(
    BootPlan plan, StoryWords words, IReadOnlyList<int> homes, long first, long last, Action<StoryRecorder> atTheEnd, bool breaksFifo = false,
    SceneRecorder? scenes = null)
    : IDeliveryObserver
{
    private readonly Dictionary<(ActorAddress To, IBootMessage Message), StorySending> _underWay = new(MessageIdentity.Instance);
    private StoryPhrases _phrases = null!;
    private StoryClauses _clauses = null!;
    private BootLedger? _judge;
    private StoryMoment? _moment;
    private ActorAddress _running;
    private IBootMessage? _handled;
    private long _delivery;
    private long _sent;

    /// <summary>How things stand.</summary>
    public StoryBooks Books { get; private set; } = null!;

    /// <summary>What was recorded, in order.</summary>
    public List<StoryMoment> Moments { get; } = [];

    /// <summary>What broke up to the end of the last delivery.</summary>
    public IReadOnlyList<Violation> Broken { get; private set; } = [];

    /// <summary>The words for messages.</summary>
    public StoryPhrases Phrases => _phrases;

    /// <summary>What was sent and never delivered, in the order of sending.</summary>
    public IEnumerable<(ActorAddress To, IBootMessage Message)> Undelivered => _underWay.OrderBy(sent => sent.Value.Number).Select(sent => sent.Key);

    private bool IsOver => _delivery > last;

    /// <summary>Stands between the actors and their lane.</summary>
    public ILane Watch(ILane lane)
    {
        Books = new StoryBooks(plan);
        _phrases = new StoryPhrases(words, Books);
        _clauses = new StoryClauses(words, Books, _phrases);
        _judge = lane.Ledger as BootLedger;
        scenes?.Begin(Books);
        return new StoryLane(lane, new StoryLedger(lane.Ledger, Books, Note), Books, Told, Note, scenes);
    }

    /// <inheritdoc />
    public void Delivering(in Delivery delivery)
    {
        _delivery = delivery.Number;
        _handled = null;
        _moment = null;
        if (IsOver || Letter.ContentOf(delivery.Message) is not IBootMessage message)
        {
            return;
        }

        scenes?.Delivering(_delivery);

        // The root has no address: it works in the name of the supervisor, which is not there yet.
        var to = delivery.Receiver.Tag is ActorAddress address ? address : ActorAddress.Supervisor;
        _running = to;
        _handled = message;
        _underWay.Remove((to, message), out var sending);
        if (_delivery >= first)
        {
            _moment = new StoryMoment(_delivery, delivery.Sender.Tag as ActorAddress?, to, message, sending.Delivery, Situation())
            {
                What = _phrases.Of(to, message) ?? "sends a message",
                Overtaken = [.. Overtaken(to, sending)],
            };
        }

        Books.Handling(to, message);
    }

    /// <inheritdoc />
    public void Delivered(in Delivery delivery)
    {
        if (_moment is { } moment)
        {
            moment.Then = string.Join("; ", moment.Overtaken.Select(Overtakes).Append(_clauses.Of(moment)).Where(clause => clause.Length > 0));
            Moments.Add(moment);
            scenes?.Delivered(moment);
            _moment = null;
        }

        if (_delivery == last)
        {
            Broken = _judge?.Violations ?? [];
            atTheEnd(this);
        }
    }

    private void Note(Happening happening) => _moment?.Happened.Add(happening);

    private void Told(ActorAddress to, IBootMessage message)
    {
        if (IsOver)
        {
            return;
        }

        _underWay[(to, message)] = new StorySending(_running, _delivery, ++_sent);
        if (_handled is { } handled)
        {
            Books.Sent(_running, to, handled, message);
            Note(new Happening.Told(to, message));
        }
    }

    /// <summary>What was sent before by the same sender to the same receiver and has not arrived; letters that got lost overtake nobody.</summary>
    private IEnumerable<IBootMessage> Overtaken(ActorAddress to, StorySending sending) => !breaksFifo ? [] :
        _underWay.Where(sent => sent.Key.To == to && sent.Value.From == sending.From && sent.Value.Number < sending.Number)
            .OrderBy(sent => sent.Value.Number).Select(sent => sent.Key.Message);

    private string Overtakes(IBootMessage overtaken) => $"overtakes \"{_phrases.Of(_running, overtaken) ?? "a message"}\", sent before it";

    /// <summary>How the nodes of the story stand, in a line.</summary>
    private string Situation() => string.Join("; ", homes.Select(nid =>
    {
        var node = Books.Node(nid);
        var zone = plan.Nodes.First(other => other.Nid == nid).LastZone!.Ref;
        var free = Books.Zone(zone).Free;
        string have = free.Pages == 0 ? "nothing free" : $"{words.Of([.. free])} free";
        string frontier = node.ClaimedFrom is not null ? node.IsDone ? "late init is over" : "late init has claimed the rest"
            : node.Frontier == Frontier.None ? "nothing is deferred"
            : $"the frontier is at {words.Frontier(nid, node.Frontier)}";
        return $"{words.Of(zone)} has {have}, {frontier}{(node.IsDisabled ? ", growth is off" : "")}";
    }));

    private sealed class MessageIdentity : IEqualityComparer<(ActorAddress To, IBootMessage Message)>
    {
        public static MessageIdentity Instance { get; } = new();

        public bool Equals((ActorAddress To, IBootMessage Message) x, (ActorAddress To, IBootMessage Message) y) =>
            ReferenceEquals(x.Message, y.Message) && x.To == y.To;

        public int GetHashCode((ActorAddress To, IBootMessage Message) obj) =>
            HashCode.Combine(obj.To, System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Message));
    }
}
