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
    private const int StreamPurpose = 2;

    // How often a letter is drawn again that something happens to already.
    private const int MostTries = 8;

    private readonly BootPlan _plan;
    private readonly int _opening;
    private readonly int _length;
    private readonly LetterDraw _letters;
    private readonly List<ActorAddress> _everybody;

    /// <summary>A draw for one boot.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="length">About how many choices a schedule has.</param>
    /// <param name="opening">From which choice on interrupts come: about where the CPUs begin to work beside each other.</param>
    /// <param name="letters">Who writes how many letters between nodes; empty where that is not known.</param>
    public DisturbanceDraw(BootPlan plan, long length, long opening = 0, ImmutableArray<LetterCount> letters = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _length = (int)Math.Clamp(length, 1, int.MaxValue);
        _opening = (int)Math.Clamp(opening, 0, _length - 1);
        _letters = new LetterDraw(plan, letters.IsDefault ? [] : letters);
        _everybody = [ActorAddress.Supervisor];
        if (plan.Policy.Writer == WriterScope.Machine)
        {
            _everybody.Add(ActorAddress.Coordinator(WriterScope.Machine, ActorAddress.Machine));
        }

        _everybody.AddRange(plan.Nodes.SelectMany(MembersOf));
    }

    /// <summary>A draw for one boot whose schedules are known.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="outline">What its schedules are about like.</param>
    public DisturbanceDraw(BootPlan plan, ScheduleOutline outline)
        : this(plan, Required(outline).Length, outline.Opening, outline.Letters)
    {
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
            drawn.Add(new Interrupt(cpu, random.Below(_plan.Machine.Geometry.MaxOrder + 1), _opening + random.Below(_length - _opening)));
        }

        DrawLetters(wanted, ref random, drawn);
        for (long count = 0; count < wanted.Crashed; count++)
        {
            drawn.Add(new CrashedActor(_everybody[random.Below(_everybody.Count)], random.Below(_length)));
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
        var taken = new HashSet<(ActorAddress, ActorAddress, long)>();
        for (long count = 0; count < wanted.Lost; count++)
        {
            var (from, to, number) = Letter(taken, ref random);
            drawn.Add(new LostLetter(from, to, number));
        }

        for (long count = 0; count < wanted.Duplicated; count++)
        {
            var (from, to, number) = Letter(taken, ref random);
            drawn.Add(new DuplicatedLetter(from, to, number));
        }

        for (long count = 0; count < wanted.Delayed; count++)
        {
            var (from, to, number) = Letter(taken, ref random);
            drawn.Add(new DelayedLetter(from, to, number, random.Below(LongestHold) + 1));
        }
    }

    /// <summary>A letter that nothing happens to so far: only one thing can happen to each.</summary>
    private (ActorAddress From, ActorAddress To, long Number) Letter(
        HashSet<(ActorAddress, ActorAddress, long)> taken, ref RandomStream random)
    {
        var letter = _letters.Next(ref random);
        for (int tries = 1; !taken.Add(letter) && tries < MostTries; tries++)
        {
            letter = _letters.Next(ref random);
        }

        return letter;
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

        if (node.LastZone is not null)
        {
            yield return ActorAddress.Worker(node.Nid, 0);
        }
    }

    private static ScheduleOutline Required(ScheduleOutline outline)
    {
        ArgumentNullException.ThrowIfNull(outline);
        return outline;
    }
}
