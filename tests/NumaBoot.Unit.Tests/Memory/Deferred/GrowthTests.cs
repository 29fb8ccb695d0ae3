using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Deferred;

/// <summary>What a growth builds and where it leaves the frontier.</summary>
public sealed class GrowthTests
{
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

    //   |= built =|-- 4 --|## reserved ##|------
    //             8       12             20    24
    // Expect the fault of 6.18 to leave the frontier on the next section, beyond pages that nobody built.
    [Fact]
    public void A_frontier_that_is_rounded_up_skips_pages()
    {
        var honest = OneNode.Deferred(InitPolicies.V417, 8, 64, new PfnRange(0, 17), new PfnRange(20, 64));
        var rounded = OneNode.Deferred(InitPolicies.V417 with { Frontier = FrontierRule.RoundedUpToSection }, 8, 20, new PfnRange(0, 20));

        Assert.Equal(16, honest.Grow() is null ? 0 : honest.Frontier);
        rounded.Grow();
        rounded.Grow();

        Assert.Equal(24, rounded.Frontier);
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

    private static void Finish(InitJob job)
    {
        job.Start(1);
        while (job.TryClaim(atMostOneSection: false, out var frames))
        {
            job.Finish(frames.Sum(range => range.Pages));
        }
    }
}
