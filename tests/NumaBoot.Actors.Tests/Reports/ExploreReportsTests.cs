using System.Text.Json;
using NumaBoot.Actors.Tests.Probes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Reports;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>What reports of an exploration say, of one that nobody ran: every number another one.</summary>
public sealed class ExploreReportsTests
{
    private static readonly BootRequest Request = new(SmallMachine.Of(), InitPolicies.V1, Workload.None);

    private static readonly DisturbanceCounts Happened = new()
    {
        Interrupts = 21,
        Lost = 22,
        Duplicated = 23,
        Delayed = 24,
        Crashed = 25,
        Paused = 26,
        Slowed = 27,
    };

    private static readonly ToldBreak[] Breaks =
    [
        Told(Invariant.OneOwner, seed: 12, "a.json", "one-owner is broken: told", "    1  a -> b <"),
        Told(Invariant.LastZoneGrows, seed: 13, null, "last-zone-grows is broken: told"),
    ];

    private static readonly ExplorationResult Result = new(
        new ExplorationSettings(Request, ExplorationOrder.Priority) { FirstSeed = 11, Disturbances = new DisturbanceCounts { Lost = 2 } },
        Request.Plan(), Schedules: 1_003, Deliveries: 45_678, DistinctOrders: 987, new CoverageCount(31, 62), Happened, [.. Breaks.Select(told => told.Broken)]);

    // Expect every property that the issue names, each with its own number.
    [Fact]
    public void Json_has_each_number_in_its_place()
    {
        using var json = JsonDocument.Parse(ExploreJson.Write(Result, Breaks));
        var root = json.RootElement;

        Assert.Equal(
            ("numaboot/explore/1", "small", "v1", "priority"),
            (Text(root, "schema"), Text(root, "machine"), Text(root, "policy"), Text(root, "order")));
        Assert.Equal((11, 1_003, 45_678, 987), (Number(root, "seed"), Number(root, "schedules"), Number(root, "deliveries"), Number(root, "distinctOrders")));
        Assert.False(root.GetProperty("exhausted").GetBoolean());
        Assert.Equal((31, 62), (Number(root.GetProperty("coverage"), "seen"), Number(root.GetProperty("coverage"), "defined")));
        Assert.Equal(
            "interrupts 21, lost 22, duplicated 23, delayed 24, crashed 25, paused 26, slowed 27",
            string.Join(", ", root.GetProperty("disturbances").EnumerateObject().Select(one => $"{one.Name} {one.Value}")));
    }

    // Expect each violation with what it claims, where it was found, how far it was shrunk, its file and its lines as they are.
    [Fact]
    public void Json_has_each_violation_with_its_story()
    {
        using var json = JsonDocument.Parse(ExploreJson.Write(Result, Breaks));
        var violations = json.RootElement.GetProperty("violations");

        Assert.Equal(2, violations.GetArrayLength());
        Assert.Equal("invariant claimed detail seed deliveries shrunkDeliveries replayFile story", string.Join(' ', violations[0].EnumerateObject().Select(one => one.Name)));
        Assert.Equal(("one-owner", "what happened", "a.json"), (Text(violations[0], "invariant"), Text(violations[0], "detail"), Text(violations[0], "replayFile")));
        Assert.Equal((12, 148, 9), (Number(violations[0], "seed"), Number(violations[0], "deliveries"), Number(violations[0], "shrunkDeliveries")));
        Assert.Equal((false, true), (violations[0].GetProperty("claimed").GetBoolean(), violations[1].GetProperty("claimed").GetBoolean()));
        Assert.Equal("one-owner is broken: told\n    1  a -> b <", string.Join('\n', violations[0].GetProperty("story").EnumerateArray().Select(line => line.GetString())));
        Assert.Equal(JsonValueKind.Null, violations[1].GetProperty("replayFile").ValueKind);
    }

    // Expect the same in lines, disturbances only of the kinds that were wanted, and the broken promise to be counted.
    [Fact]
    public void The_summary_says_what_was_tried_and_what_broke()
    {
        Assert.Equal(
            """
            numaboot  small: 1 node, 2 CPUs, 128 KiB                 policy v1   order priority   seeds 11 to 1013
              schedules          1,003   45,678 deliveries
              orders               987   different ones
              coverage              31   of 62 pairs of actor state and message
              lost                  22   happened, up to 2 in a schedule
              one-owner is broken: told
                  1  a -> b <
              last-zone-grows is broken: told
              2 invariants broken, 1 of them claimed by this policy, in 1,003 schedules

            """,
            ExploreSummary.Write(Result, Breaks),
            ignoreLineEndingDifferences: true);
    }

    // Expect what was not looked at not to have held, and the end of all orders to be told from a limit.
    [Fact]
    public void The_summary_promises_no_more_than_was_seen()
    {
        var clean = Result with { Broken = [] };
        var every = clean with { Settings = clean.Settings with { Order = ExplorationOrder.Exhaustive } };

        Assert.EndsWith("  every invariant held in 1,003 schedules\n", ExploreSummary.Write(clean, []), StringComparison.Ordinal);
        Assert.EndsWith("  interrupted after 1,003 schedules; every invariant held so far\n", ExploreSummary.Write(clean with { WasInterrupted = true }, []), StringComparison.Ordinal);
        Assert.Contains("987   there are more\n", ExploreSummary.Write(every, []), StringComparison.Ordinal);
        string all = ExploreSummary.Write(every with { IsExhausted = true }, []);
        Assert.Contains("987   all there are\n", all, StringComparison.Ordinal);
        Assert.EndsWith("  every invariant held in every order there is, 1,003 schedules\n", all, StringComparison.Ordinal);
        Assert.DoesNotContain("seed", all, StringComparison.Ordinal);
    }

    // Expect what broke among all orders not to read as broken in each of them.
    [Fact]
    public void What_broke_in_some_orders_is_not_said_of_all()
    {
        var every = Result with { Settings = Result.Settings with { Order = ExplorationOrder.Exhaustive }, IsExhausted = true };
        var one = every with { Broken = [every.Broken[0]] };

        Assert.EndsWith("  2 invariants broken, 1 of them claimed by this policy, each in at least one of all 987 orders there are\n", ExploreSummary.Write(every, []), StringComparison.Ordinal);
        Assert.EndsWith("  1 invariant broken, not claimed by this policy, in at least one of all 987 orders there are\n", ExploreSummary.Write(one, []), StringComparison.Ordinal);
        Assert.EndsWith("  1 invariant broken, not claimed by this policy, in the only order there is\n", ExploreSummary.Write(one with { DistinctOrders = 1 }, []), StringComparison.Ordinal);
    }

    private static ToldBreak Told(Invariant invariant, long seed, string? file, params string[] story)
    {
        var key = new DeliveryKey("a", "b", ChannelKind.Messages, 1);
        var failure = new Failure(invariant.Name(), 60, "what happened");
        var recording = new BootRecording(Request, [], invariant, failure.Detail, failure.At)
        {
            Order = ExplorationOrder.Priority,
            Seed = seed,
            Digest = 5,
            Deliveries = 61,
        };
        var trial = new Trial(failure, [.. Enumerable.Repeat(key, 60)], [new Deviation(52, key)]);
        return new ToldBreak(new BrokenInvariant(seed, 148, trial, recording), file, [.. story]);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
