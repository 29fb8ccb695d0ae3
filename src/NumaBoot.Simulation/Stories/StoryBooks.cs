using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>How things stand at a point of the story, from what actors told the ledger and each other so far.</summary>
internal sealed partial class StoryBooks
{
    private readonly Dictionary<ZoneRef, StoryZone> _zones = [];
    private readonly SortedDictionary<int, StoryNode> _nodes = [];
    private readonly Dictionary<RequestId, int> _cpuOfAsk = [];
    private readonly Dictionary<RequestId, long> _ticketOfAsk = [];
    private readonly Dictionary<RequestId, ActorAddress> _askedOf = [];
    private readonly Dictionary<ActorAddress, string> _writers = [];

    public StoryBooks(BootPlan plan)
    {
        Plan = plan;
        foreach (var node in plan.Nodes)
        {
            _nodes.Add(node.Nid, new StoryNode());
            foreach (var zone in node.Zones)
            {
                _zones.Add(zone.Ref, new StoryZone());
            }
        }
    }

    public BootPlan Plan { get; }

    /// <summary>Requests that were made and whose answer was not heard, with the order in which they were made.</summary>
    public List<RequestId> Open { get; } = [];

    /// <summary>Where it is noted what is written; null where nobody looks.</summary>
    public StoryChanges? Changes { get; set; }

    /// <summary>Requests that were made by the handler of an interrupt, not by the CPU's own work.</summary>
    public HashSet<RequestId> OfHandlers { get; } = [];

    public StoryZone Zone(ZoneRef zone) => _zones[zone];

    public StoryNode Node(int nid) => _nodes[nid];

    /// <summary>The pages that a CPU holds, in all zones.</summary>
    public IEnumerable<PfnRange> HeldBy(int cpu) => _zones.Values.SelectMany(zone => zone.HeldBy(cpu));

    /// <summary>Who holds a coordinator's writer; null where nobody does.</summary>
    public string? WriterOf(ActorAddress coordinator) => _writers.GetValueOrDefault(coordinator);

    /// <summary>Coordinators whose writer is held, and by whom.</summary>
    public IEnumerable<(ActorAddress Coordinator, string Holder)> Writers =>
        _writers.OrderBy(writer => writer.Key.Nid).Select(writer => (writer.Key, writer.Value));

    /// <summary>Whom an asker sent his request to; null where it has not left.</summary>
    public ActorAddress? AskedOf(RequestId id) => _askedOf.TryGetValue(id, out var asked) ? asked : null;

    /// <summary>The CPU that a request to grow is for; null where that is not known.</summary>
    public int? CpuOf(RequestId ask) => ask.From.Role == ActorRole.Cpu ? ask.From.Index
        : _cpuOfAsk.TryGetValue(ask, out int cpu) ? cpu : null;

    /// <summary>The frontier as the asker read it; null where the request has no ticket.</summary>
    public long? TicketOf(RequestId ask) => _ticketOfAsk.TryGetValue(ask, out long ticket) ? ticket : null;

    public void Grants(ActorAddress coordinator, string holder)
    {
        _writers[coordinator] = holder;
        Changes?.Actors.Add(coordinator);
    }

    public void Releases(ActorAddress coordinator)
    {
        _writers.Remove(coordinator);
        Changes?.Actors.Add(coordinator);
    }

    /// <summary>Learns from a message that was sent while another one was handled.</summary>
    public void Sent(ActorAddress from, ActorAddress to, IBootMessage handled, IBootMessage message)
    {
        if (RequestIds.Of(message) is { } id && id.From == from)
        {
            _askedOf[id] = to;
        }

        switch (message)
        {
            case CoordinatorMessages.ReadFrontier read when CpuBehind(handled) is { } cpu:
                _cpuOfAsk[read.Ask] = cpu;
                break;
            case CoordinatorMessages.AskToGrow ask:
                _cpuOfAsk[ask.Ask] = ask.Cpu;
                if (Plan.Policy.Ticket is TicketRule.Trusted or TicketRule.ComparedByTheWriter)
                {
                    _ticketOfAsk[ask.Ask] = ask.Ticket;
                    TouchesCpu(ask.Cpu);
                }

                break;
            case ZoneMessages.BuildPages build:
                GrantsTo(from, build.Ask);
                break;
            case ZoneMessages.WriterGranted granted:
                GrantsTo(from, granted.Ask);
                break;
            case NodeMessages.ChildDone { Step: BootStep.Disabled, Child.Role: ActorRole.Coordinator } done:
                Disable(done.Child);
                break;
            case NodeMessages.RangeReady { WantedWorkers: 0 } when Plan.Policy.InitJob == InitJobRule.HoldsTheWriter:
                Releases(from);
                break;
            default:
                break;
        }
    }

    /// <summary>Learns from a message that is about to be handled.</summary>
    public void Handling(ActorAddress to, IBootMessage message)
    {
        if (message is CoordinatorMessages.DeclineGrowth)
        {
            Releases(to);
        }
        else if (message is ZoneMessages.DeferredPagesDisabled)
        {
            _zones[new ZoneRef(to.Nid, (ZoneKind)to.Index)].KnowsDisabled = true;
        }
    }

    // Who holds the writer does not wait for it any more.
    private void GrantsTo(ActorAddress coordinator, RequestId ask)
    {
        Serves(coordinator, ask);
        Grants(coordinator, HolderOf(ask));
    }

    // One key: a writer of the whole machine turns growth off everywhere.
    private void Disable(ActorAddress coordinator)
    {
        foreach (var (nid, node) in _nodes)
        {
            node.IsDisabled |= coordinator.Nid == ActorAddress.Machine || coordinator.Nid == nid;
        }

        Changes?.Actors.Add(coordinator);
    }

    private string HolderOf(RequestId ask) => CpuOf(ask) is { } cpu ? $"cpu {cpu}" : ask.From.ToString();

    private int? CpuBehind(IBootMessage handled) => handled switch
    {
        ZoneMessages.TakePages take => take.Cpu,
        _ => RequestIds.Of(handled) is { } id ? CpuOf(id) : null,
    };
}
