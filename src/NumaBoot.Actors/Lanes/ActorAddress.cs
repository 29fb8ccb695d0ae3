using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>
/// Who a message goes to. Addresses, not actor references, travel in messages, so that a message reads the same on
/// every lane and every machine.
/// </summary>
/// <param name="Role">What the actor is.</param>
/// <param name="Nid">Its node; <see cref="Machine"/> for what belongs to no node.</param>
/// <param name="Index">Which of its kind on that node.</param>
public readonly record struct ActorAddress(ActorRole Role, int Nid, int Index = 0)
{
    /// <summary>The node of what belongs to no node.</summary>
    public const int Machine = -1;

    /// <summary>The boot supervisor.</summary>
    public static ActorAddress Supervisor { get; } = new(ActorRole.Supervisor, Machine);

    /// <summary>A node.</summary>
    public static ActorAddress Node(int nid) => new(ActorRole.Node, nid);

    /// <summary>A zone.</summary>
    public static ActorAddress Zone(ZoneRef zone) => new(ActorRole.Zone, zone.Nid, (int)zone.Kind);

    /// <summary>A CPU.</summary>
    public static ActorAddress Cpu(int nid, int cpu) => new(ActorRole.Cpu, nid, cpu);

    /// <summary>The writer of a node's frontier under the given scope.</summary>
    public static ActorAddress Coordinator(WriterScope scope, int nid) =>
        new(ActorRole.Coordinator, scope == WriterScope.Machine ? Machine : nid);

    /// <summary>A worker.</summary>
    public static ActorAddress Worker(int nid, int worker) => new(ActorRole.Worker, nid, worker);

    /// <summary>The name that reports and stories use.</summary>
    public override string ToString() => Role switch
    {
        ActorRole.Supervisor => "supervisor",
        ActorRole.Node => $"node {Nid}",
        ActorRole.Coordinator => Nid == Machine ? "coordinator" : $"coordinator {Nid}",
        ActorRole.Zone => $"zone {Nid}:{((ZoneKind)Index).Name()}",
        ActorRole.Cpu => $"cpu {Index}",
        _ => $"worker {Nid}.{Index}",
    };
}
