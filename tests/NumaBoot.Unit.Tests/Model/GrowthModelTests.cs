using Xunit;
using Xunit.Abstractions;

namespace NumaBoot.Unit.Tests.Model;

/// <summary>Which invariants can break, by policy and machine, whatever the order; and that the model can tell.</summary>
public sealed class GrowthModelTests(ITestOutputHelper output)
{
    private static readonly Dictionary<(string, string), GrowthModel> Models = [];

    //  tiny    |== taken ==|- deferred -|- deferred -|- deferred -|     cpu 0 wants two, cpu 1 one
    //  tiny2   two of these, with a cpu each that wants one, its own node's first
    //
    //  v1             a ticket grown stale builds a section again, and behind two growths moves the frontier back;
    //                 on tiny2 a cpu comes to a node not its own only after the disable, so that tickets have no rivals.
    //                 From the disable until pages arrive, every zone refuses; the other node's may arrive first.
    //  v3             the same without the ticket
    //  v4.17          a ticket that is read after the claim waits for all pages and is refused then. One node's second
    //                 pass finds them; of two nodes the other comes before the second pass.
    //  v5.8           from the claim until pages arrive, every zone refuses
    //  single-writer  who is late waits
    // Expect each policy to break these invariants in some order, and no other in any.
    [Theory]
    [InlineData("v1", "tiny", "frontier-forward", "no-needless-failure", "page-initialised-once")]
    [InlineData("v1", "tiny2", "no-needless-failure", "no-needless-remote")]
    [InlineData("v3", "tiny", "no-needless-failure")]
    [InlineData("v3", "tiny2", "no-needless-failure", "no-needless-remote")]
    [InlineData("v4.17", "tiny")]
    [InlineData("v4.17", "tiny2", "no-needless-remote")]
    [InlineData("v5.8", "tiny", "no-needless-failure")]
    [InlineData("v5.8", "tiny2", "no-needless-failure", "no-needless-remote")]
    [InlineData("single-writer", "tiny")]
    [InlineData("single-writer", "tiny2")]
    public void Each_policy_breaks_what_it_is_known_for(string policy, string machine, params string[] invariants) =>
        Assert.Equal(invariants, Searched(policy, machine).Broken, StringComparer.Ordinal);

    // Expect about a thousand worlds at least, and tens of thousands where little keeps two nodes apart.
    [Theory]
    [InlineData("v1", "tiny", 3_000)]
    [InlineData("v1", "tiny2", 10_000)]
    [InlineData("v3", "tiny", 1_000)]
    [InlineData("v3", "tiny2", 10_000)]
    [InlineData("v4.17", "tiny", 500)]
    [InlineData("v4.17", "tiny2", 4_000)]
    [InlineData("v5.8", "tiny", 5_000)]
    [InlineData("v5.8", "tiny2", 40_000)]
    [InlineData("single-writer", "tiny", 1_000)]
    [InlineData("single-writer", "tiny2", 4_000)]
    public void The_model_is_larger_than_a_handful(string policy, string machine, int atLeast)
    {
        int states = Searched(policy, machine).States;

        output.WriteLine($"{policy} on {machine}: {states} states");
        Assert.True(states >= atLeast, $"only {states} states");
    }

    // Expect a shortest order for whatever breaks, told from the start to the step that breaks it: for the ticket of v1,
    // eight steps of the cpu that grows first and five of the one that builds the section again.
    [Theory]
    [InlineData("v1", "tiny", "page-initialised-once", 13, "cpu 1 builds section 1 of node 0")]
    [InlineData("v1", "tiny", "frontier-forward", 24, "cpu 1 moves the frontier of node 0 from 3 to 2")]
    [InlineData("v1", "tiny", "no-needless-failure", 5, "cpu 0 sees growth disabled, leaves node 0")]
    [InlineData("v1", "tiny2", "no-needless-failure", 9, "cpu 0 sees growth disabled, leaves node 1")]
    [InlineData("v1", "tiny2", "no-needless-remote", 7, "cpu 0 takes a section of node 1")]
    [InlineData("v3", "tiny", "no-needless-failure", 5, "cpu 0 sees growth disabled, leaves node 0")]
    [InlineData("v3", "tiny2", "no-needless-failure", 9, "cpu 0 sees growth disabled, leaves node 1")]
    [InlineData("v3", "tiny2", "no-needless-remote", 7, "cpu 0 takes a section of node 1")]
    [InlineData("v4.17", "tiny2", "no-needless-remote", 17, "cpu 0 takes a section of node 1")]
    [InlineData("v5.8", "tiny", "no-needless-failure", 11, "cpu 0 lets the writer go, leaves node 0")]
    [InlineData("v5.8", "tiny2", "no-needless-failure", 22, "cpu 0 lets the writer go, leaves node 1")]
    [InlineData("v5.8", "tiny2", "no-needless-remote", 10, "cpu 0 takes a section of node 1")]
    public void A_shortest_trace_leads_to_each_break(string policy, string machine, string invariant, int steps, string last)
    {
        var trace = Searched(policy, machine).Trace(invariant);

        output.WriteLine(string.Join('\n', trace));
        Assert.Equal("all CPUs are up", trace[0]);
        Assert.Equal(last, trace[^1]);
        Assert.Equal(steps, trace.Length - 1);
    }

    // Expect names in, names out, in the order of the alphabet; and no guess where there is no model.
    [Fact]
    public void The_table_can_be_asked_by_name()
    {
        Assert.Equal(
            ["frontier-forward", "no-needless-failure", "page-initialised-once"], GrowthModel.Breakable("v1", "tiny"), StringComparer.Ordinal);
        Assert.Throws<ArgumentException>(() => GrowthModel.Breakable("v6.18", "tiny"));
        Assert.Throws<ArgumentException>(() => GrowthModel.Breakable("v1", "tiny3"));
    }

    // Expect a v1 that compares its ticket under the lock to build each section once; the disable still comes too early.
    [Fact]
    public void A_compared_ticket_mends_the_second_initialisation() =>
        AssertBreaks("v1", "tiny", rules => rules with { ComparesTicket = true }, "no-needless-failure");

    // Expect the window of 5.8 to close when its init job keeps the writer, as 4.17's does; the late ticket stays.
    [Fact]
    public void A_job_that_keeps_the_writer_closes_the_window()
    {
        AssertBreaks("v5.8", "tiny", rules => rules with { JobHoldsWriter = true });
        AssertBreaks("v5.8", "tiny2", rules => rules with { JobHoldsWriter = true }, "no-needless-remote");
    }

    // Expect single-writer to need its patience: refused at once, who comes late fails or goes elsewhere as under v3.
    [Fact]
    public void Without_waiting_single_writer_breaks_what_v3_does()
    {
        AssertBreaks("single-writer", "tiny", rules => rules with { WaitsForPages = false }, "no-needless-failure");
        AssertBreaks("single-writer", "tiny2", rules => rules with { WaitsForPages = false }, "no-needless-failure", "no-needless-remote");
    }

    // Expect that one section more than there are is refused rightly, and that a neighbour's is taken rightly.
    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 4, 1)]
    [InlineData(2, 4, 3)]
    public void Single_writer_refuses_only_what_is_not_there(int nodes, int wantsOfCpu0, int wantsOfCpu1) =>
        Assert.Empty(new GrowthModel(GrowthRules.Of("single-writer"), new(nodes, wantsOfCpu0, wantsOfCpu1)).Broken);

    // Expect a growth that never says no (the 5.2 fault) to be asked for ever once there is one section too few.
    [Fact]
    public void Who_is_never_refused_asks_for_ever()
    {
        var rules = GrowthRules.Of("v4.17") with { NeverGivesUp = true };
        var model = new GrowthModel(rules, new(1, 2, 2));

        output.WriteLine(string.Join('\n', model.Trace("boot-completes")));
        Assert.Contains("boot-completes", model.Broken, StringComparer.Ordinal);
        Assert.Empty(new GrowthModel(rules, TinyMachine.Of("tiny")).Broken);
    }

    // The larger ones take a second each, and a trace needs no other search than the table.
    private static GrowthModel Searched(string policy, string machine)
    {
        if (!Models.TryGetValue((policy, machine), out var model))
        {
            model = GrowthModel.Of(policy, machine);
            Models.Add((policy, machine), model);
        }

        return model;
    }

    private static void AssertBreaks(string policy, string machine, Func<GrowthRules, GrowthRules> change, params string[] invariants)
    {
        var model = new GrowthModel(change(GrowthRules.Of(policy)), TinyMachine.Of(machine));
        Assert.Equal(invariants, model.Broken, StringComparer.Ordinal);
    }
}
