using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>Draws the disturbances of a schedule by its seed: who, which letter, and when, over the length of the schedule.</summary>
public sealed class DisturbanceDraw
{
    // Late enough to tell from a little disorder, short enough to come to an end within a schedule.
    private const int LongestHold = 60;
    private const int MostLetters = 12;
    private const int StreamPurpose = 2;

    private readonly BootPlan _plan;
    private readonly int _length;
    private readonly List<ActorAddress> _everybody;
    private readonly List<ActorAddress> _crashing;

    /// <summary>A draw for one boot.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="length">About how many choices a schedule has.</param>
    public DisturbanceDraw(BootPlan plan, long length)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _length = (int)Math.Clamp(length, 1, int.MaxValue);
        _everybody = [.. plan.Nodes.SelectMany(MembersOf)];
        _crashing = [.. _everybody.Where(actor => actor.Role != ActorRole.Cpu)];
        if (plan.Policy.Writer == WriterScope.Machine)
        {
            var coordinator = ActorAddress.Coordinator(WriterScope.Machine, ActorAddress.Machine);
            _everybody.Add(coordinator);
            _crashing.Add(coordinator);
        }
    }

    /// <summary>The disturbances of a schedule.</summary>
    /// <param name="wanted">How many of each kind.</param>
    /// <param name="seed">The schedule's seed.</param>
    public ImmutableArray<Disturbance> Draw(DisturbanceCounts wanted, long seed)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var random = new RandomStream(seed, StreamPurpose);
        var drawn = ImmutableArray.CreateBuilder<Disturbance>();
        for (long count = 0; count < wanted.Interrupts; count++)
        {
            int cpu = _plan.Cpus[random.Below(_plan.Cpus.Length)].Cpu;
            drawn.Add(new Interrupt(cpu, random.Below(_plan.Machine.Geometry.MaxOrder + 1), random.Below(_length)));
        }

        DrawLetters(wanted, ref random, drawn);
        for (long count = 0; count < wanted.Crashed; count++)
        {
            drawn.Add(new CrashedActor(_crashing[random.Below(_crashing.Count)], random.Below(_length)));
        }

        for (long count = 0; count < wanted.Paused; count++)
        {
            drawn.Add(new PausedActor(_everybody[random.Below(_everybody.Count)], random.Below(_length), random.Below(LongestHold) + 1));
        }

        for (long count = 0; count < wanted.Slowed; count++)
        {
            drawn.Add(new SlowNode(_plan.Nodes[random.Below(_plan.Nodes.Length)].Nid, random.Below(_length), random.Below(LongestHold) + 1));
        }

        return drawn.ToImmutable();
    }

    private void DrawLetters(DisturbanceCounts wanted, ref RandomStream random, ImmutableArray<Disturbance>.Builder drawn)
    {
        for (long count = 0; count < wanted.Lost; count++)
        {
            var (from, to, number) = Letter(ref random);
            drawn.Add(new LostLetter(from, to, number));
        }

        for (long count = 0; count < wanted.Duplicated; count++)
        {
            var (from, to, number) = Letter(ref random);
            drawn.Add(new DuplicatedLetter(from, to, number));
        }

        for (long count = 0; count < wanted.Delayed; count++)
        {
            var (from, to, number) = Letter(ref random);
            drawn.Add(new DelayedLetter(from, to, number, random.Below(LongestHold) + 1));
        }
    }

    /// <summary>A letter between two nodes, or between a node and the supervisor, one way or the other.</summary>
    private (ActorAddress From, ActorAddress To, long Number) Letter(ref RandomStream random)
    {
        var pairs = Pairs();
        var (from, to) = pairs[random.Below(pairs.Count)];
        return (from, to, random.Below(MostLetters) + 1);
    }

    private List<(ActorAddress From, ActorAddress To)> Pairs()
    {
        var pairs = new List<(ActorAddress From, ActorAddress To)>();
        foreach (var node in _plan.Nodes)
        {
            Both(pairs, ActorAddress.Supervisor, ActorAddress.Node(node.Nid));
            foreach (var zone in _plan.Nodes.SelectMany(other => other.Zones).Select(zone => zone.Ref))
            {
                foreach (int cpu in node.Cpus.Where(_ => zone.Nid != node.Nid))
                {
                    Both(pairs, ActorAddress.Cpu(node.Nid, cpu), ActorAddress.Zone(zone));
                }
            }
        }

        return pairs;
    }

    private static void Both(List<(ActorAddress From, ActorAddress To)> pairs, ActorAddress left, ActorAddress right)
    {
        pairs.Add((left, right));
        pairs.Add((right, left));
    }

    private IEnumerable<ActorAddress> MembersOf(NodePlan node)
    {
        yield return ActorAddress.Node(node.Nid);
        if (_plan.Policy.Writer == WriterScope.Node)
        {
            yield return ActorAddress.Coordinator(WriterScope.Node, node.Nid);
        }

        foreach (var zone in node.Zones)
        {
            yield return ActorAddress.Zone(zone.Ref);
        }

        foreach (int cpu in node.Cpus)
        {
            yield return ActorAddress.Cpu(node.Nid, cpu);
        }
    }
}
