using System.Collections.Immutable;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>A story can be stepped through, and each step shows what is so after its delivery.</summary>
public sealed class SceneTests
{
    /// <summary>Policy, machine and invariant of orders that break, each another way to hold pages, writer and tickets.</summary>
    public static TheoryData<string, string, string> Orders => new()
    {
        { "v1", "tiny2", "page-initialised-once" },
        { "v3", "tiny", "no-excess-growth" },
        { "v4.17", "tiny2", "no-needless-remote" },
        { "v5.8", "tiny", "no-needless-failure" },
        { "v1", "tiny2", "pages-conserved" },
    };

    // Expect what the changes add up to after each step to be what a run finds that looks for the first time there: then no
    // change is forgotten, and none is told that was not.
    [Theory]
    [MemberData(nameof(Orders))]
    public void Changes_add_up_to_what_is_so(string policy, string machine, string invariant)
    {
        var order = Order(policy, machine, invariant);
        var scenes = order.Story.Scenes!;
        var steps = SteppedStory.Of(scenes);

        Assert.Equal(order.Story.Lines.Select(line => line.Delivery), scenes.Scenes.Select(scene => scene.Delivery));
        for (int at = 0; at < scenes.Scenes.Length; at++)
        {
            var fresh = Begun(order, scenes.Scenes[at].Delivery);

            AssertStand(fresh.Actors, steps[at + 1].Actors);
            AssertSame(fresh.Maps, steps[at + 1].Maps);
        }
    }

    // Expect the last step to show the map of the story.
    [Theory]
    [MemberData(nameof(Orders))]
    public void The_last_step_shows_the_map_of_the_story(string policy, string machine, string invariant)
    {
        var story = Order(policy, machine, invariant).Story;
        var last = SteppedStory.Of(story.Scenes!)[^1].Maps;

        Assert.Equal(story.Maps.Select(map => (map.Nid, map.Frontier, map.FrontierName, map.Frames)), last.Select(map => (map.Nid, map.Frontier, map.FrontierName, map.Frames)));
        Assert.All(story.Maps.Zip(last), pair => Assert.Contains(
            pair.First.Ranges.AsSpan().ToArray(), Windows(pair.Second.Ranges, pair.First.Ranges.Length), RangesEqual.Instance));
    }

    // Expect the pages that are built and held after each step to be those that actors wrote into the ledger up to there.
    [Theory]
    [MemberData(nameof(Orders))]
    public void Maps_say_what_actors_wrote_into_the_ledger(string policy, string machine, string invariant)
    {
        var order = Order(policy, machine, invariant);
        var steps = SteppedStory.Of(order.Story.Scenes!);
        foreach (var (scene, step) in order.Story.Scenes!.Scenes.Zip(steps.Skip(1)))
        {
            var written = new LedgerTally();
            Deliver(order, written, scene.Delivery);

            foreach (var ranges in step.Maps.Select(map => map.Ranges))
            {
                Assert.All(ranges, range =>
                {
                    bool isBuilt = range.State is PageState.Built or PageState.Grown or PageState.Twice;
                    Assert.Equal(isBuilt ? range.Frames.Pages : 0, written.Built.PagesIn(range.Frames));
                    Assert.Equal(range.HeldBy is null ? 0 : range.Frames.Pages, written.Held.PagesIn(range.Frames));
                });
            }
        }
    }

    // Expect the situation that a step shows for an actor to be the one in which it then gets its next message.
    [Theory]
    [MemberData(nameof(Orders))]
    public void Situations_are_those_in_which_the_next_message_comes(string policy, string machine, string invariant)
    {
        var order = Order(policy, machine, invariant);
        var heard = new SituationsHeard();
        Deliver(order, heard, order.Story.Lines[^1].Delivery);
        var steps = SteppedStory.Of(order.Story.Scenes!);
        int compared = 0;
        foreach (var (line, before) in order.Story.Lines.Zip(steps))
        {
            foreach (int situation in heard.Of(line.Delivery))
            {
                var table = SituationTables.All.Single(table => table.Role == line.To.Role);
                Assert.Equal(table.Situations[situation], before.Actors.Single(actor => actor.Actor == line.To).Situation);
                compared++;
            }
        }

        Assert.InRange(compared, 1, int.MaxValue);
    }

    // Expect the race of v1 to be seen: who holds the writer, who waits for it, and that cpu 0 trusts what is no more so.
    [Fact]
    public void The_race_for_the_writer_is_seen()
    {
        var story = Order("v1", "tiny2", "page-initialised-once").Story;
        var steps = SteppedStory.Of(story.Scenes!);
        int waits = story.Lines.ToList().FindIndex(line => line.Then == "waits, cpu 1 holds the writer") + 1;

        Assert.Equal([("frontier of node 1", "section 1"), ("writer", "held by cpu 1"), ("growth", "on"), ("waiting here", "cpu 0 with section 1")], Facts(steps[waits], "coordinator"));
        Assert.Equal([("holds", "section 0 of node 0 and section 0 of node 1"), ("waits for", "zone 1:Normal"), ("ticket", "section 1")], Facts(steps[waits], "cpu 0"));
        Assert.Equal(("frontier of node 1", "section 2"), Facts(steps[^1], "coordinator")[0]);
        Assert.Equal(("ticket", "section 1"), Facts(steps[^1], "cpu 0")[2]);
        Assert.Equal(("holds", "section 1 of node 1"), Facts(steps[^1], "cpu 1")[0]);
        Assert.Equal(story.Lines[^1].Delivery, story.Scenes!.Scenes[^1].Delivery);
        Assert.True(story.Lines[^1].IsBreak);
        Assert.Equal(story.Lines[^1].To, story.Scenes!.Scenes[^1].Actors[0].Actor);
    }

    // Expect who was refused, at once or by the zone, to wait there no more.
    [Fact]
    public void Who_was_answered_waits_no_more()
    {
        var story = Order("v5.8", "tiny", "no-needless-failure").Story;
        var steps = SteppedStory.Of(story.Scenes!);
        var waiting = steps.Select(step => step.Actors.SelectMany(actor => actor.Facts.Where(fact => fact.Name == "waiting here").Select(fact => $"{actor.Name}: {fact.Value}")).ToList()).ToList();

        Assert.Contains(waiting, all => all.Exists(one => one.StartsWith("zone Normal: cpu ", StringComparison.Ordinal)));
        Assert.Equal(["zone Normal: nobody", "coordinator: nobody"], waiting[^1].OrderDescending(StringComparer.Ordinal), StringComparer.Ordinal);
        Assert.Contains(story.Lines, line => line.ToName == "coordinator" && line.Then.Contains("no to cpu", StringComparison.Ordinal));
    }

    // Expect of a boot that goes round for ever the last steps only, and these to begin where the others end.
    [Fact]
    public void Of_a_long_story_the_last_steps_are_kept()
    {
        var order = Order("v5.2-endless-growth", "tiny-full", "boot-completes");
        var scenes = order.Story.Scenes!;
        var fresh = Begun(order, scenes.Scenes[0].Delivery - 1);

        Assert.Equal(StoryScenes.Most, scenes.Scenes.Length);
        Assert.Equal(order.Story.Lines[^1].Delivery, scenes.Scenes[^1].Delivery);
        AssertStand(fresh.Actors, scenes.Actors);
        AssertSame(fresh.Maps, scenes.Maps);
    }

    // Expect nothing to be recorded for who does not want to step through it.
    [Fact]
    public void A_story_has_no_scenes_unless_they_are_wanted() => Assert.Null(BrokenOrders.Twice.Scenes);

    private static List<(string Name, string Value)> Facts((ImmutableArray<StoryActor> Actors, ImmutableArray<StoryMap> Maps) step, string name) =>
        [.. step.Actors.Single(actor => actor.Name == name).Facts.Select(fact => (fact.Name, fact.Value))];

    private static void AssertStand(ImmutableArray<StoryActor> expected, ImmutableArray<StoryActor> found)
    {
        Assert.Equal(expected.Select(actor => actor.Actor), found.Select(actor => actor.Actor));
        Assert.All(expected.Zip(found), pair => Assert.True(pair.First.StandsAs(pair.Second), $"{pair.First} {string.Join(", ", pair.First.Facts)}: {pair.Second} {string.Join(", ", pair.Second.Facts)}"));
    }

    private static void AssertSame(ImmutableArray<StoryMap> expected, ImmutableArray<StoryMap> found)
    {
        Assert.Equal(expected.SelectMany(map => map.Ranges), found.SelectMany(map => map.Ranges));
        Assert.Equal(expected.Select(map => (map.Nid, map.Frontier, map.FrontierName)), found.Select(map => (map.Nid, map.Frontier, map.FrontierName)));
    }

    private static IEnumerable<StoryRange[]> Windows(ImmutableArray<StoryRange> ranges, int length) =>
        Enumerable.Range(0, ranges.Length - length + 1).Select(at => ranges.AsSpan(at, length).ToArray());

    private static (BootRequest Request, ImmutableArray<Deviation> Deviations, Story Story) Order(string policy, string machine, string invariant)
    {
        var request = BrokenOrders.Request(policy, machine, item => policy == "v1" ? item with { Nid = 1 } : policy == "v3" ? item with { Order = 1 } : item);
        using var subject = new BootSubject(request);
        var chooser = policy is "v1" or "v3" ? BrokenOrders.LateInitLastChooser() : new TimeChooser();
        var deviations = Trial.Of(subject, chooser, invariant)!.Deviations;
        return (request, deviations, StoryTeller.Tell(request, deviations, invariant, new StoryHead(), drawsScenes: true));
    }

    /// <summary>How things stand after a delivery, to a run that looks for the first time then.</summary>
    private static StoryScenes Begun((BootRequest Request, ImmutableArray<Deviation> Deviations, Story Story) order, long after)
    {
        var plan = order.Request.Plan();
        List<int> homes = [.. order.Story.Maps.Select(map => map.Nid)];
        var words = new StoryWords(plan, homes.Count == 1 ? homes[0] : null);
        var scenes = new SceneRecorder(words, homes, order.Story.Maps[0].Frames, after + 1);
        StoryScenes? begun = null;
        var recorder = new StoryRecorder(plan, words, homes, 1, after, _ =>
        {
            // Nothing comes behind the last delivery of a run: it is looked at as if something did.
            scenes.Delivering(after + 1);
            begun = scenes.Scenes(0);
        }, scenes: scenes);
        using var subject = new BootSubject(order.Request, observers: [recorder], laneOf: recorder.Watch);
        subject.Run(new ReplayChooser(order.Deviations));
        return begun!;
    }

    private static void Deliver((BootRequest Request, ImmutableArray<Deviation> Deviations, Story Story) order, ISceneWatch watch, long last)
    {
        watch.Last = last;
        using var subject = new BootSubject(order.Request, observers: [watch], laneOf: watch.Over);
        subject.Run(new ReplayChooser(order.Deviations));
    }

    private sealed class RangesEqual : IEqualityComparer<StoryRange[]>
    {
        public static RangesEqual Instance { get; } = new();

        public bool Equals(StoryRange[]? x, StoryRange[]? y) => x is not null && y is not null && x.AsSpan().SequenceEqual(y);

        public int GetHashCode(StoryRange[] obj) => obj.Length;
    }
}
