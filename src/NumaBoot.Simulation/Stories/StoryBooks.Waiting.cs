using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Who waits where, and what is written of whom.</summary>
internal sealed partial class StoryBooks
{
    private readonly Dictionary<ActorAddress, List<(RequestId Id, IBootMessage Message)>> _waiting = [];
    private Dictionary<int, ActorAddress>? _cpus;

    /// <summary>The requests that a zone or coordinator has and has not answered, in the order in which they came.</summary>
    public IReadOnlyList<(RequestId Id, IBootMessage Message)> WaitingAt(ActorAddress actor) =>
        _waiting.TryGetValue(actor, out var waiting) ? waiting : [];

    /// <summary>An actor has read a message and is about to do what it says.</summary>
    public void Taking(ActorAddress actor, IBootMessage message)
    {
        switch (message)
        {
            case ZoneMessages.TakePages take:
                Waits(actor, take.Id, take);
                break;
            case CoordinatorMessages.AskToGrow ask:
                Waits(actor, ask.Ask, ask);
                break;
            case CoordinatorMessages.DeclineGrowth decline:
                Serves(actor, decline.Ask);
                break;
            default:
                break;
        }
    }

    /// <summary>A zone has answered a request.</summary>
    public void ServedByZone(RequestId id)
    {
        if (AskedOf(id) is { } zone)
        {
            Serves(zone, id);
        }
    }

    /// <summary>A writer has answered a request to grow.</summary>
    public void ServedByWriter(RequestId ask) => Serves(ActorAddress.Coordinator(Plan.Policy.Writer, ask.From.Nid), ask);

    /// <summary>Somebody asks for something.</summary>
    public void Requested(RequestId id)
    {
        Open.Add(id);
        Changes?.Actors.Add(id.From);
    }

    /// <summary>The asker has heard the answer.</summary>
    public void Answered(RequestId id)
    {
        Open.Remove(id);
        Changes?.Actors.Add(id.From);
        if (CpuOf(id) is { } cpu)
        {
            TouchesCpu(cpu);
        }
    }

    /// <summary>Pages of a zone changed hands or state.</summary>
    public void Touches(ZoneRef zone, PfnRange frames)
    {
        Changes?.Actors.Add(ActorAddress.Zone(zone));
        Changes?.Frames.Add((zone, frames));
    }

    /// <summary>Something of a CPU is other than it was.</summary>
    public void TouchesCpu(int cpu)
    {
        if (Changes is not null)
        {
            _cpus ??= Plan.Nodes.SelectMany(node => node.Cpus.Select(one => ActorAddress.Cpu(node.Nid, one))).ToDictionary(one => one.Index);
            Changes.Actors.Add(_cpus[cpu]);
        }
    }

    /// <summary>Something of a node, or of its frontier, is other than it was.</summary>
    public void TouchesNode(int nid)
    {
        Changes?.Actors.Add(ActorAddress.Node(nid));
        Changes?.Actors.Add(ActorAddress.Coordinator(Plan.Policy.Writer, nid));
    }

    private void Waits(ActorAddress actor, RequestId id, IBootMessage message)
    {
        if (!_waiting.TryGetValue(actor, out var waiting))
        {
            _waiting.Add(actor, waiting = []);
        }

        waiting.Add((id, message));
        Changes?.Actors.Add(actor);
    }

    private void Serves(ActorAddress actor, RequestId id)
    {
        if (_waiting.TryGetValue(actor, out var waiting) && waiting.RemoveAll(request => request.Id == id) > 0)
        {
            Changes?.Actors.Add(actor);
        }
    }
}
