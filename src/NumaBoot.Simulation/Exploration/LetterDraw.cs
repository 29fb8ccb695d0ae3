using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;
using NumaBoot.Ordering;

namespace NumaBoot.Simulation;

/// <summary>
/// Draws letters that something is to happen to, and the receipts for them: mostly such as plain order of time writes, so
/// that most of them are really written; some of those that only other orders write, if any.
/// </summary>
internal sealed class LetterDraw
{
    private const int OneInSoMany = 4;

    // Of who writes only now and then the first letters.
    private const int FirstLetters = 3;

    private readonly ImmutableArray<LetterCount> _usual;
    private readonly long _usualLetters;
    private readonly List<(ActorAddress From, ActorAddress To)> _possible;

    /// <summary>A draw for one boot.</summary>
    /// <param name="plan">What the boot starts from.</param>
    /// <param name="usual">What plain order of time writes; empty where that is not known.</param>
    public LetterDraw(BootPlan plan, ImmutableArray<LetterCount> usual)
    {
        _usual = usual;
        _usualLetters = usual.Sum(pair => pair.Letters);
        _possible = [.. Possible(plan).SelectMany(pair => new[] { pair, (pair.To, pair.From) })];
    }

    /// <summary>A letter, or with a negative number the receipt for one.</summary>
    public (ActorAddress From, ActorAddress To, long Number) Next(ref RandomStream random)
    {
        var (from, to, number) = _usualLetters > 0 && random.Below(OneInSoMany) > 0 ? Usual(ref random) : Unusual(ref random);
        return random.Below(OneInSoMany) > 0 ? (from, to, number) : (to, from, -number);
    }

    private (ActorAddress From, ActorAddress To, long Number) Usual(ref RandomStream random)
    {
        long drawn = random.Below((int)Math.Min(_usualLetters, int.MaxValue));
        foreach (var pair in _usual)
        {
            if (drawn < pair.Letters)
            {
                return (pair.From, pair.To, drawn + 1);
            }

            drawn -= pair.Letters;
        }

        throw new InvalidOperationException("more letters were drawn than there are");
    }

    private (ActorAddress From, ActorAddress To, long Number) Unusual(ref RandomStream random)
    {
        var (from, to) = _possible[random.Below(_possible.Count)];
        return (from, to, random.Below(FirstLetters) + 1);
    }

    private static IEnumerable<(ActorAddress From, ActorAddress To)> Possible(BootPlan plan)
    {
        bool hasOneWriter = plan.Policy.Writer == WriterScope.Machine;
        var writer = ActorAddress.Coordinator(plan.Policy.Writer, ActorAddress.Machine);
        foreach (var node in plan.Nodes)
        {
            yield return (ActorAddress.Supervisor, ActorAddress.Node(node.Nid));
            foreach (var zone in plan.Nodes.Where(other => other.Nid != node.Nid).SelectMany(other => other.Zones))
            {
                foreach (int cpu in node.Cpus)
                {
                    yield return (ActorAddress.Cpu(node.Nid, cpu), ActorAddress.Zone(zone.Ref));
                }
            }

            if (hasOneWriter)
            {
                yield return (writer, ActorAddress.Node(node.Nid));
            }

            if (hasOneWriter && node.LastZone is { } last)
            {
                yield return (writer, ActorAddress.Zone(last.Ref));
                yield return (writer, ActorAddress.Worker(node.Nid, 0));
            }
        }
    }
}
