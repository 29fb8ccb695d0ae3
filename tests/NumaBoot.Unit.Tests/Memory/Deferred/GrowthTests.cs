using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>What a growth builds and where it leaves the frontier.</summary>
public sealed class GrowthTests
{
    private static readonly InitPolicy RoundedUp = InitPolicies.V61 with { Frontier = FrontierRule.RoundedUpToSection };

    //    section 0          section 1          section 2
    //   |===== built =====|---- deferred ----|---- deferred ----|
    //                     ^ 8
    // Expect that one page too few builds one whole section and moves the frontier to section 2, under every kernel.
    [Theory]
    [InlineData("v1")]
    [InlineData("v3")]
    [InlineData("v4.17")]
    [InlineData("v5.8")]
    [InlineData("v6.1")]
    [InlineData("single-writer")]
    public void One_page_too_few_builds_one_section(string policy)
    {
        var deferred = OneNode.Deferred(InitPolicies.Find(policy)!);

        var plan = deferred.Grow();

        Assert.Equal([new PfnRange(8, 16)], plan.Built());
        Assert.True(plan!.Grew);
        Assert.Equal(16, deferred.Frontier);
        Assert.Equal(48, deferred.DeferredPageCount);
    }

    //   |= built =|-- 8 --|## reserved 12..20 ##|-- 20 ----|--
    //             8       12                    20         24
    // Expect the growth to walk over the reservation until a section's worth is built: 4 pages before it, then to the
    // next section boundary (4 more).
    [Fact]
    public void Reserved_pages_do_not_count()
    {
        var deferred = OneNode.Deferred(InitPolicies.V61, 8, 64, new PfnRange(0, 12), new PfnRange(20, 64));

        Assert.Equal([new PfnRange(8, 12), new PfnRange(20, 24)], deferred.Grow().Built());
        Assert.Equal(24, deferred.Frontier);
    }

    //   |= built =|- 4 -|  nothing behind
    // Expect what is left to be built; the seed patch calls that a failure, its successors a success.
    [Theory]
    [InlineData("v1", false)]
    [InlineData("v4.17", true)]
    [InlineData("v6.1", true)]
    public void Less_than_a_section_is_built_and_answered_as_the_policy_says(string policy, bool grew)
    {
        var deferred = OneNode.Deferred(InitPolicies.Find(policy)!, 8, 12);

        var plan = deferred.Grow();

        Assert.Equal([new PfnRange(8, 12)], plan.Built());
        Assert.Equal(grew, plan!.Grew);
        Assert.Equal(0, deferred.DeferredPageCount);
    }

    //   |= built =|== cpu 0 ==|-- deferred --
    //             ^ cpu 1's ticket says 8
    // Expect the trusted ticket to build section 1 a second time, the writer's own look to build section 2, and the
    // compared ticket to say "try again".
    [Theory]
    [InlineData(TicketRule.Trusted, 8L)]
    [InlineData(TicketRule.ReadByTheWriter, 16L)]
    [InlineData(TicketRule.ComparedByTheWriter, -1L)]
    public void A_stale_ticket_does_what_its_rule_says(TicketRule ticket, long builtFrom)
    {
        var deferred = OneNode.Deferred(InitPolicies.V3 with { Ticket = ticket });
        deferred.Grow();

        var decision = deferred.Decide(ticket: 8, order: 0);

        Assert.Equal(builtFrom < 0 ? GrowthVerdict.TryAgain : GrowthVerdict.Build, decision.Verdict);
        Assert.Equal(builtFrom, decision.Plan?.Built[0].Start ?? -1);
    }

    // Expect the stale ticket of v1 to move the frontier back over what others have built since.
    [Fact]
    public void A_trusted_ticket_moves_the_frontier_back()
    {
        var deferred = OneNode.Deferred(InitPolicies.V1);
        deferred.Grow();
        deferred.Grow();
        Assert.Equal(24, deferred.Frontier);

        deferred.Grow(ticket: 8);

        Assert.Equal(16, deferred.Frontier);
    }

    //   |= built =|######## reserved ########|
    //             ^ 8
    // Expect a node with nothing left to build to say no, yes once and then no, or yes for ever.
    [Theory]
    [InlineData(ExhaustedRule.Refused, false, false)]
    [InlineData(ExhaustedRule.TrueOnce, true, false)]
    [InlineData(ExhaustedRule.TrueForEver, true, true)]
    public void An_exhausted_node_answers_as_its_rule_says(ExhaustedRule rule, bool first, bool second)
    {
        var deferred = OneNode.Deferred(InitPolicies.V61 with { Exhausted = rule }, 8, 64, new PfnRange(0, 8));

        Assert.Equal(first, deferred.Grow()?.Grew ?? false);
        Assert.Equal(second, deferred.Grow()?.Grew ?? false);
    }

    //   |= built =|--------|- 4 -|  the node ends at 20
    //             8        16    20    24
    // Expect the second growth of 6.18 to leave the frontier at the end of its section, beyond the node, where 6.1 has none,
    // and a third to find that nothing is left.
    [Fact]
    public void A_frontier_that_is_rounded_up_may_lie_beyond_the_node()
    {
        var honest = OneNode.Deferred(InitPolicies.V61, 8, 20);
        var rounded = OneNode.Deferred(RoundedUp, 8, 20);

        Assert.Equal([16L, Frontier.None], FrontiersOf(honest, 2));
        Assert.Equal([16L, 24, Frontier.None], FrontiersOf(rounded, 3));
    }

    //   |= built =|--------|##|-----|------|--
    //             8        16 18    24     32
    // Expect 6.18 to stop at the boundary of the section that it built, before the reservation, where 6.1 stops behind it;
    // the next growth to begin there, so that no page is skipped.
    [Fact]
    public void A_frontier_that_is_rounded_up_skips_no_page()
    {
        var honest = OneNode.Deferred(InitPolicies.V61, 8, 64, new PfnRange(0, 16), new PfnRange(18, 64));
        var rounded = OneNode.Deferred(RoundedUp, 8, 64, new PfnRange(0, 16), new PfnRange(18, 64));

        Assert.Equal([18L, 32], FrontiersOf(honest, 2));
        Assert.Equal([new PfnRange(8, 16)], rounded.Grow().Built());
        Assert.Equal(16, rounded.Frontier);
        Assert.Equal([new PfnRange(18, 32)], rounded.Grow().Built());
        Assert.Equal(32, rounded.Frontier);
    }

    //   |= built =|- 4 -|####### reserved #######|
    //             8     12                       40
    // Expect 6.18 to walk on to the zone's end for want of pages, and to answer that it grew.
    [Fact]
    public void A_growth_by_sections_that_finds_too_little_walks_to_the_end()
    {
        var rounded = OneNode.Deferred(RoundedUp, 8, 40, new PfnRange(0, 12));

        var plan = rounded.Grow();

        Assert.Equal([new PfnRange(8, 12)], plan.Built());
        Assert.True(plan!.Grew);
        Assert.Equal(40, rounded.Frontier);
    }

    //   |= built =|------|------|------|------|
    //             8     16     24     32     40
    // Expect a block of 16 pages to need two sections and one of 32 to need four, and anything up to a section just one.
    [Theory]
    [InlineData(0, 16)]
    [InlineData(3, 16)]
    [InlineData(4, 24)]
    [InlineData(5, 40)]
    public void A_growth_builds_whole_sections_for_its_order(int order, long frontier)
    {
        Assert.All(new[] { InitPolicies.V1, InitPolicies.V61, RoundedUp }, policy =>
        {
            var deferred = OneNode.Deferred(policy);
            deferred.Grow(order);
            Assert.Equal(frontier, deferred.Frontier);
        });
    }

    //   |==|## reserved ##|--- 3 ---|--------|
    //   0  4              13        16       24       32
    // Expect 11 pages from a start that is not aligned: in one step of the seed patch, which ends at the boundary at least a
    // section ahead, and from 5.2 on in two, since the first boundary comes before a section's worth is built.
    [Theory]
    [InlineData("v1")]
    [InlineData("v6.1")]
    public void A_start_within_a_section_builds_more_than_a_section(string policy)
    {
        var deferred = OneNode.Deferred(InitPolicies.Find(policy)!, 8, 64, new PfnRange(0, 4), new PfnRange(13, 64));

        Assert.Equal([new PfnRange(13, 24)], deferred.Grow().Built());
        Assert.Equal(24, deferred.Frontier);
    }

    // Expect a request after the disable to be refused, told to try again, planned as if nothing had happened, or to
    // wait while pages are left that an init job will build.
    [Theory]
    [InlineData(DisabledRule.Refused, GrowthVerdict.Refuse)]
    [InlineData(DisabledRule.TryAgain, GrowthVerdict.TryAgain)]
    [InlineData(DisabledRule.NotChecked, GrowthVerdict.Build)]
    [InlineData(DisabledRule.Waits, GrowthVerdict.Wait)]
    public void After_the_disable_the_rule_decides(DisabledRule rule, GrowthVerdict verdict)
    {
        var deferred = OneNode.Deferred(InitPolicies.V61 with { AskedAfterDisable = rule });
        deferred.Disable();

        Assert.Equal(verdict, deferred.Decide(deferred.Frontier, 0).Verdict);
    }

    //   |== built ==|######## reserved ########|
    // Expect a request after the disable not to wait for an init job that will have nothing to build.
    [Fact]
    public void After_the_disable_nobody_waits_for_nothing()
    {
        var deferred = OneNode.Deferred(InitPolicies.SingleWriter, 8, 64, new PfnRange(0, 8));
        deferred.Disable();

        Assert.Equal(GrowthVerdict.Refuse, deferred.Decide(deferred.Frontier, 0).Verdict);
    }

    // Expect a request after the claim to wait under ours and not under kernels, and to be refused once all is built.
    [Theory]
    [InlineData(ClaimedRule.Waits, GrowthVerdict.Wait)]
    [InlineData(ClaimedRule.Refused, GrowthVerdict.Refuse)]
    public void After_the_claim_the_rule_decides(ClaimedRule rule, GrowthVerdict verdict)
    {
        var deferred = OneNode.Deferred(InitPolicies.SingleWriter with { AskedAfterClaim = rule });
        deferred.Disable();
        var job = deferred.Claim(1);

        Assert.Equal(verdict, deferred.Decide(Frontier.None, 0).Verdict);
        Assert.Equal(Frontier.None, deferred.Frontier);
        Finish(job);

        Assert.Equal(GrowthVerdict.Refuse, deferred.Decide(Frontier.None, 0).Verdict);
    }

    private static List<long> FrontiersOf(DeferredPages deferred, int growths)
    {
        var frontiers = new List<long>();
        for (int growth = 0; growth < growths; growth++)
        {
            deferred.Grow();
            frontiers.Add(deferred.Frontier);
        }

        return frontiers;
    }

    private static void Finish(InitJob job)
    {
        job.Start(1);
        while (job.TryClaim(atMostOneSection: false, out var frames))
        {
            job.Finish(frames.Sum(range => range.Pages));
        }
    }
}
