using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>Whether requests are answered, once.</summary>
public sealed class RequestJudgeTests : OneLedger
{
    // Expect a request with one answer to break nothing.
    [Fact]
    public void A_request_with_one_answer_breaks_nothing()
    {
        Ledger.Requested(Request(1));
        Ledger.AnswerGiven(Request(1));
        Ledger.Answered(Request(1));
        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertHolds();
    }

    // Expect the second answer to be named.
    [Fact]
    public void An_answer_that_comes_twice_is_named()
    {
        Ledger.Requested(Request(1));
        Ledger.Answered(Request(1));
        Ledger.Answered(Request(1));

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was answered twice");
    }

    // Expect the second answer to be named where it comes from, heard or not: who asked would pass over it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_answer_that_is_given_twice_is_named(bool isHeard)
    {
        Ledger.Requested(Request(1));
        Ledger.AnswerGiven(Request(1));
        if (isHeard)
        {
            Ledger.Answered(Request(1));
        }

        AssertHolds();

        Ledger.AnswerGiven(Request(1));

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was answered twice");
    }

    // Expect the same of the writer's answers.
    [Fact]
    public void A_growth_that_is_answered_twice_is_named()
    {
        Ledger.Requested(Request(1));
        Ledger.GrowthAnswered(Request(1), grew: true);
        Ledger.GrowthAnswered(Request(1), grew: false);

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was answered twice");
    }

    // Expect an answer that is on its way for ever to be missed.
    [Fact]
    public void An_answer_that_was_given_and_never_heard_is_missed()
    {
        Ledger.Requested(Request(1));
        Ledger.AnswerGiven(Request(1));
        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was never answered");
    }

    // Expect the request that nobody can answer any more to be named, the lowest first.
    [Fact]
    public void A_request_without_an_answer_is_named_when_all_is_quiet()
    {
        Ledger.Requested(Request(2));
        Ledger.Requested(Request(1));
        AssertHolds();

        Ledger.BootEnded(booted: false);
        Ledger.JudgeQuiescence();

        AssertBroken(Invariant.AnsweredOnce, $"request {Request(1)} was never answered");
    }

    // Expect two requests of one id to be named.
    [Fact]
    public void An_id_that_is_used_twice_is_named()
    {
        Ledger.Requested(Request(1));
        Ledger.Requested(Request(1));

        AssertBroken(Invariant.AnsweredOnce, $"the id of request {Request(1)} was used twice");
    }
}
