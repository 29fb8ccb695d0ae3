using System.Numerics;

namespace NumaBoot.Unit.Tests.Model;

/// <summary>Which steps a world allows: those of the CPUs, of who asks for growth, and of late init.</summary>
internal sealed class GrowthProtocol(GrowthRules rules, TinyMachine machine)
{
    public World Start { get; } = new(
        new([.. machine.Wants.Select(wants => new Cpu(wants))]),
        new([.. Enumerable.Repeat(new Asker(At.Idle), rules.AsksOncePerZone ? machine.Nodes : machine.Wants.Length)]),
        new([.. Enumerable.Repeat(new Node(), machine.Nodes)]),
        new());

    public IEnumerable<Step> Steps(World world) =>
    [
        .. Enumerable.Range(0, world.Cpus.Items.Length).Select(cpu => Take(world, cpu)).OfType<Step>(),
        .. Enumerable.Range(0, world.Askers.Items.Length).Select(asker => Grow(world, asker)).OfType<Step>(),
        .. Enumerable.Range(0, machine.Nodes).SelectMany(nid => InitNode(world, nid)),
        .. Disable(world),
    ];

    /// <summary><c>get_page_from_freelist</c>: check and take, or want the zone to grow.</summary>
    private Step? Take(World world, int cpu)
    {
        var me = world.Cpus[cpu];
        int nid = NodeOf(world, cpu);
        if (me.Left == 0 || me.IsWaiting)
        {
            return null;
        }

        if (world.Nodes[nid].Free != 0)
        {
            return new($"cpu {cpu} takes a section of node {nid}", Serve(world, cpu));
        }

        int asker = rules.AsksOncePerZone ? nid : cpu;
        var waits = world.With(cpu, me with { IsWaiting = true });
        return new(
            $"cpu {cpu} finds nothing free on node {nid}",
            world.Askers[asker].At != At.Idle ? waits : waits.With(asker, rules.AsksOncePerZone ? At.Lock : At.TestKey));
    }

    /// <summary><c>deferred_grow_zone</c> and the test in front of it; null where there is nothing to do but wait.</summary>
    private Step? Grow(World world, int asker)
    {
        var (at, section) = world.Askers[asker];
        int nid = rules.AsksOncePerZone ? asker : NodeOf(world, asker);
        var node = world.Nodes[nid];
        var idle = world.With(asker, At.Idle);
        var letGo = world with { Held = world.Held & ~Writer(nid) };
        var served = ServeWaiting(world, nid);
        string who = $"{(rules.AsksOncePerZone ? "zone" : "cpu")} {asker}";
        return at switch
        {
            At.TestKey when node.IsDisabled => new($"{who} sees growth disabled, leaves node {nid}", Refuse(idle, asker)),
            At.TestKey => new($"{who} sees growth enabled", world.With(asker, rules.ReadsTicket ? At.ReadTicket : At.Lock)),
            At.ReadTicket when node.Frontier == Node.End && !rules.ComparesTicket =>
                new($"{who} sees nothing deferred, leaves node {nid}", Refuse(idle, asker)),
            At.ReadTicket => new($"{who} reads ticket {node.Frontier} of node {nid}", world.With(asker, At.Lock, node.Frontier)),
            At.Lock when (world.Held & Writer(nid)) != 0 => null,
            At.Lock => Decide(world, asker, node, who),
            At.Granted => new($"{who} serves who waits before it grows", served.With(asker, Waiting(served, nid).Any() ? At.Build : At.Yes)),
            At.Build => new($"{who} builds section {section} of node {nid}", Build(world, nid, node, section).With(asker, At.Free)),
            At.Free => new($"{who} frees section {section} of node {nid}", world.With(nid, node.Release(section)).With(asker, At.Publish)),
            At.Publish => new(
                $"{who} moves the frontier of node {nid} from {node.Frontier} to {section + 1}",
                world.With(nid, node with { Frontier = section + 1 }).With(asker, At.Yes).Break("frontier-forward", section + 1 < node.Frontier)),
            At.Yes or At.No when rules.AsksOncePerZone =>
                new($"{who} lets the writer go", letGo.With(asker, at == At.Yes ? At.Serve : At.Refuse)),
            At.Yes => new(
                $"{who} lets the writer go to look again",
                letGo.With(asker, At.Idle).With(asker, world.Cpus[asker] with { IsWaiting = false })),
            At.No => new($"{who} lets the writer go, leaves node {nid}", Refuse(letGo.With(asker, At.Idle), asker)),
            At.Await when node.Arrived == section && node.Arrived != Node.All => null,
            At.Await => new($"{who} hears of pages", world.With(asker, node.Arrived == Node.All ? At.Refuse : At.Serve)),
            At.Serve => new($"{who} serves who waits", served.With(asker, Waiting(served, nid).Any() ? At.Lock : At.Idle, 0)),
            At.Refuse => new(
                $"{who} serves who waits and refuses the rest",
                Waiting(served, nid).Aggregate(served.With(asker, At.Idle), Refuse)),
            _ => null,
        };
    }

    /// <summary><c>deferred_grow_zone</c> once it has the lock. Who is to wait for pages under way does not keep the writer.</summary>
    private Step Decide(World world, int asker, Node node, string who)
    {
        int ticket = world.Askers[asker].Section;
        bool isTrusting = rules.ReadsTicket && !rules.ComparesTicket;
        bool isLate = node.IsDisabled || node.Job is not null;
        if (rules.WaitsForPages && isLate && node.Arrived != Node.All)
        {
            return new($"{who} is told to wait for pages under way", world.With(asker, At.Await, node.Arrived));
        }

        At next = node switch
        {
            { IsDisabled: true } when rules.OnceDisabled is { } answer => answer ? At.Yes : At.No,
            _ when rules.ComparesTicket && ticket != node.Frontier => At.Yes,
            { Frontier: Node.End } when !isTrusting => rules.NeverGivesUp ? At.Yes : At.No,
            _ => rules.AsksOncePerZone ? At.Granted : At.Build,
        };
        int nid = rules.AsksOncePerZone ? asker : NodeOf(world, asker);
        return new(
            $"{who} becomes the writer of node {nid}: {next}",
            (world with { Held = world.Held | Writer(nid) }).With(asker, next, isTrusting ? ticket : node.Frontier));
    }

    /// <summary><c>deferred_init_memmap</c>. Its workers need no names: what counts is how many are at work.</summary>
    private IEnumerable<Step> InitNode(World world, int nid)
    {
        var node = world.Nodes[nid];
        int workers = rules.HasWorkerPerCpu ? machine.Wants.Length / machine.Nodes : 1;
        if (node.Job is not { } next)
        {
            if ((world.Held & Writer(nid)) == 0 && (!rules.DisablesFirst || world.Nodes.Items.All(each => each.IsDisabled)))
            {
                yield return new(
                    $"the init job claims the rest of node {nid}",
                    (world with { Held = world.Held | (rules.JobHoldsWriter ? Writer(nid) : 0) })
                        .With(nid, node with { Job = node.Frontier, Frontier = Node.End }));
            }

            yield break;
        }

        if (next < Node.End && BitOperations.PopCount((uint)node.UnderWay) < workers)
        {
            yield return new($"the init job builds section {next} of node {nid}", Build(world, nid, node with { Job = next + 1 }, next));
        }

        for (int section = 0; section < Node.End; section++)
        {
            if ((node.UnderWay & (1 << section)) != 0)
            {
                yield return new($"the init job frees section {section} of node {nid}", world.With(nid, node.Release(section)));
            }
        }

        if (next == Node.End && node is { UnderWay: 0, IsDone: false })
        {
            yield return new(
                $"node {nid} is done",
                (world with { Held = rules.JobHoldsWriter ? world.Held & ~Writer(nid) : world.Held }).With(nid, node with { IsDone = true }));
        }
    }

    /// <summary><c>page_alloc_init_late</c>: the static key off, under each writer or once all is done; and the end of boot.</summary>
    private IEnumerable<Step> Disable(World world)
    {
        bool isDone = world.Nodes.Items.All(node => node.IsDone);
        foreach (var nids in Enumerable.Range(0, machine.Nodes).GroupBy(nid => rules.DisablesFirst ? Writer(nid) : 0))
        {
            if ((rules.DisablesFirst || isDone) && (world.Held & nids.Key) == 0 && !world.Nodes[nids.First()].IsDisabled)
            {
                yield return new(
                    $"growth is disabled on node {string.Join(" and ", nids)}",
                    nids.Aggregate(world, (now, nid) => now.With(nid, now.Nodes[nid] with { IsDisabled = true })));
            }
        }

        bool isServed = world.Cpus.Items.All(cpu => cpu.Left == 0) && world.Askers.Items.All(asker => asker.At == At.Idle);
        if (isServed && isDone && world.Nodes.Items.All(node => node.IsDisabled) && !world.IsOver)
        {
            yield return new(
                "boot is over",
                (world with { IsOver = true }).Break("page-initialised-once", world.Nodes.Items.Any(node => node.Arrived != Node.All)));
        }
    }

    // A second initialisation is survived: the section becomes free again, whoever may hold it.
    private static World Build(World world, int nid, Node node, int section) =>
        world.With(nid, node.Build(section)).Break("page-initialised-once", (node.Built & (1 << section)) != 0);

    private World Serve(World world, int cpu)
    {
        var me = world.Cpus[cpu];
        int nid = NodeOf(world, cpu);
        var node = world.Nodes[nid];
        return world.With(nid, node with { Free = node.Free & (node.Free - 1) })
            .With(cpu, new Cpu(me.Left - 1))
            .Break("no-needless-remote", me.IsWronged && nid != cpu % machine.Nodes);
    }

    private World Refuse(World world, int cpu)
    {
        var me = world.Cpus[cpu];
        bool isWronged = me.IsWronged || world.Nodes[NodeOf(world, cpu)].HasSomething;
        bool hasFailed = me.Refusals + 1 == 2 * machine.Nodes;
        return world.With(cpu, hasFailed ? new Cpu(me.Left - 1) : new Cpu(me.Left, me.Refusals + 1, IsWronged: isWronged))
            .Break("no-needless-failure", hasFailed && isWronged);
    }

    private World ServeWaiting(World world, int nid) =>
        Waiting(world, nid).Aggregate(world, (now, cpu) => now.Nodes[nid].Free != 0 ? Serve(now, cpu) : now);

    private IEnumerable<int> Waiting(World world, int nid) =>
        Enumerable.Range(0, machine.Wants.Length).Where(cpu => world.Cpus[cpu].IsWaiting && NodeOf(world, cpu) == nid);

    // The zonelist of a CPU: its own node, then the others; and all of them once more.
    private int NodeOf(World world, int cpu) => (cpu + world.Cpus[cpu].Refusals) % machine.Nodes;

    private int Writer(int nid) => rules.HasWriterPerNode ? 1 << nid : 1;
}
