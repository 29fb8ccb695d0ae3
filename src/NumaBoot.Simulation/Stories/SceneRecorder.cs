using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Records how actors and pages stand before a delivery, and what each one from there on changes.</summary>
/// <param name="words">How things are called.</param>
/// <param name="homes">The nodes whose pages are looked at.</param>
/// <param name="frames">The pages that the story is about.</param>
/// <param name="first">The first delivery whose changes are recorded.</param>
internal sealed class SceneRecorder(StoryWords words, IReadOnlyList<int> homes, PfnRange frames, long first) : ISituationNotes
{
    private readonly Dictionary<ActorAddress, int> _situations = [];
    private readonly Dictionary<ActorAddress, StoryActor> _actors = [];
    private readonly Dictionary<int, List<StoryRange>> _ranges = [];
    private readonly Dictionary<int, long> _frontiers = [];
    private readonly List<StoryScene> _scenes = [];
    private readonly StoryChanges _changes = new();
    private ImmutableArray<StoryActor> _firstActors = [];
    private ImmutableArray<StoryMap> _firstMaps = [];
    private StoryBooks _books = null!;
    private StoryMaps _maps = null!;
    private StoryStandings _standings = null!;
    private bool _records;

    /// <summary>What was recorded: the scenes of the last so many deliveries, or of all where they are fewer.</summary>
    public StoryScenes Scenes(int deliveries)
    {
        var known = _firstActors.ToDictionary(actor => actor.Actor);
        var maps = _firstMaps.ToDictionary(map => map.Nid);
        int passed = Math.Max(0, _scenes.Count - deliveries);
        foreach (var scene in _scenes.Take(passed))
        {
            foreach (var actor in scene.Actors)
            {
                known[actor.Actor] = actor;
            }

            foreach (var change in scene.Maps)
            {
                maps[change.Nid] = change.After(maps[change.Nid]);
            }
        }

        return new StoryScenes(Ordered(known.Values), [.. homes.Select(nid => maps[nid])], [.. _scenes.Skip(passed)]);
    }

    /// <summary>A boot begins, with these books.</summary>
    public void Begin(StoryBooks books)
    {
        _books = books;
        _maps = new StoryMaps(words, books);
        _standings = new StoryStandings(words, books, homes);
        _records = false;
    }

    /// <inheritdoc />
    public void Now(ActorAddress actor, int situation)
    {
        _situations[actor] = situation;
        _changes.Actors.Add(actor);
    }

    /// <summary>A delivery is about to begin.</summary>
    public void Delivering(long delivery)
    {
        if (_records || delivery < first)
        {
            return;
        }

        _records = true;
        _books.Changes = _changes;
        _changes.Clear();
        foreach (var (actor, situation) in _situations)
        {
            _actors[actor] = _standings.Of(actor, situation);
        }

        _firstActors = Ordered(_actors.Values);
        _firstMaps = [.. homes.Select(nid => _maps.Whole(nid, frames))];
        foreach (var map in _firstMaps)
        {
            _ranges[map.Nid] = [.. map.Ranges];
            _frontiers[map.Nid] = map.Frontier;
        }
    }

    /// <summary>A delivery is over.</summary>
    public void Delivered(StoryMoment moment)
    {
        if (_records)
        {
            _scenes.Add(new StoryScene(moment.Delivery, ChangedActors(moment.To), [.. homes.Select(ChangeOf).OfType<StoryMapChange>()]));
            _changes.Clear();
        }
    }

    private static ImmutableArray<StoryActor> Ordered(IEnumerable<StoryActor> actors) =>
        [.. actors.OrderBy(actor => actor.Actor.Role).ThenBy(actor => actor.Actor.Nid).ThenBy(actor => actor.Actor.Index)];

    private ImmutableArray<StoryActor> ChangedActors(ActorAddress receiver)
    {
        var changed = new List<StoryActor>();
        foreach (var actor in _changes.Actors)
        {
            // What is written of an actor that is not there yet is told when it is.
            if (_situations.TryGetValue(actor, out int situation) && _standings.Of(actor, situation) is var now
                && !now.StandsAs(_actors.GetValueOrDefault(actor)))
            {
                _actors[actor] = now;
                changed.Add(now);
            }
        }

        var ordered = Ordered(changed);
        return [.. ordered.Where(actor => actor.Actor == receiver), .. ordered.Where(actor => actor.Actor != receiver)];
    }

    private StoryMapChange? ChangeOf(int nid)
    {
        var zone = _maps.ZoneOf(nid, frames);
        var touched = _changes.Frames.Where(change => change.Zone == zone.Ref)
            .Select(change => change.Frames.Intersect(zone.Layout.Span)).Where(range => !range.IsEmpty).ToList();
        var change = new StoryMapChange(nid, 0, 0, [], _books.Node(nid).Frontier, _maps.FrontierName(nid));
        if (touched.Count > 0)
        {
            change = Drawn(change, new PfnRange(touched.Min(range => range.Start), touched.Max(range => range.End)));
        }

        bool isSame = change.Removed == 0 && change.Added.IsEmpty && change.Frontier == _frontiers[nid];
        _frontiers[nid] = change.Frontier;
        return isSame ? null : change;
    }

    /// <summary>Draws again what was touched, with the ranges on both sides, which may have become one with it.</summary>
    private StoryMapChange Drawn(StoryMapChange change, PfnRange touched)
    {
        var ranges = _ranges[change.Nid];
        int from = ranges.FindIndex(range => range.Frames.End >= touched.Start);
        int to = ranges.FindLastIndex(range => range.Frames.Start <= touched.End) + 1;
        var before = ranges.GetRange(from, to - from);
        var now = _maps.Ranges(change.Nid, frames, new PfnRange(before[0].Frames.Start, before[^1].Frames.End));
        int same = before.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        int sameBehind = Enumerable.Reverse(before[same..]).Zip(Enumerable.Reverse(now[same..])).TakeWhile(pair => pair.First == pair.Second).Count();
        ImmutableArray<StoryRange> added = [.. now[same..^sameBehind]];
        int removed = before.Count - same - sameBehind;
        ranges.RemoveRange(from + same, removed);
        ranges.InsertRange(from + same, added);
        return change with { At = from + same, Removed = removed, Added = added };
    }
}
