using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>What the writer decides and why, and who waits for it.</summary>
internal sealed partial class StoryClauses
{
    private string? Answered(StoryMoment moment, Happening.GrowthAnswered answer)
    {
        string whom = phrases.Whom(answer.Ask);
        return answer.Grew
            ? $"{(HasBuilt(moment, answer) ? "" : WhyAgain(answer.Ask))}{whom} may try again"
            : $"{WhyNot(moment, answer.Ask)}no to {whom}";
    }

    /// <summary>Whether pages were built for a request: that they were not is told just before its answer.</summary>
    private static bool HasBuilt(StoryMoment moment, Happening.GrowthAnswered answer)
    {
        int before = moment.Happened.IndexOf(answer) - 1;
        before -= before >= 0 && moment.Happened[before] is Happening.FrontierSet ? 1 : 0;
        return before < 0 || moment.Happened[before] is not Happening.ToldToTryAgain;
    }

    private string WhyAgain(RequestId ask)
    {
        var node = books.Node(ask.From.Nid);
        if (books.TicketOf(ask) is { } ticket && ticket != node.Frontier)
        {
            return $"{words.Frontier(ask.From.Nid, ticket)} is not the frontier any more: ";
        }

        return node.IsDisabled ? "growth is off: " : "nothing is left to grow: ";
    }

    private string WhyNot(StoryMoment moment, RequestId ask)
    {
        var node = books.Node(ask.From.Nid);
        if (moment.Happened.Exists(happening => happening is Happening.FrontierSet set && set.After != set.Before))
        {
            return "fewer pages than a section counts as failure: ";
        }

        if (node.IsDisabled && books.Plan.Policy.AskedAfterDisable == DisabledRule.Refused)
        {
            return "growth is off: ";
        }

        long free = books.Zone(new ZoneRef(ask.From.Nid, (ZoneKind)ask.From.Index)).Free.Pages;
        string late = node is { ClaimedFrom: not null, IsDone: false } && free == 0 ? "late init has claimed the rest: " : "nothing is left to grow: ";
        return free > 0 ? $"nothing is left to grow, but {StoryWords.Count(free, "page")} are free: " : late;
    }

    /// <summary>Messages that say what nothing else in the delivery says.</summary>
    private string? Told(StoryMoment moment, Happening.Told told) => told.Message switch
    {
        ZoneMessages.BuildPages build => $"{phrases.Whom(build.Ask)} gets the writer{Trusting(build.Ask)}",
        ZoneMessages.WriterGranted granted => $"{words.Of(told.To)} gets the writer, for {phrases.Whom(granted.Ask)}",
        ZoneMessages.FrontierRead { Frontier: Frontier.None } => books.Node(told.To.Nid).ClaimedFrom is null
            ? "there is none, nothing is deferred"
            : "there is none, late init has claimed the rest",
        ZoneMessages.FrontierRead read => $"it is at {words.Frontier(told.To.Nid, read.Frontier)}",
        ZoneMessages.GrowthRun when moment.Message is CpuMessages.RunGrowth => "initialises them",
        CpuMessages.RunGrowth when moment.Message is ZoneMessages.BuildPages build => $"{words.Of(told.To)} is to initialise {words.Of(build.Frames)}",
        _ => null,
    };

    /// <summary>A ticket that is older than the frontier is trusted under one rule only.</summary>
    private string Trusting(RequestId ask)
    {
        bool isStale = books.Plan.Policy.Ticket == TicketRule.Trusted
            && books.TicketOf(ask) is { } ticket && ticket != books.Node(ask.From.Nid).Frontier;
        return isStale ? $" and still trusts {words.Frontier(ask.From.Nid, books.TicketOf(ask)!.Value)}" : "";
    }

    private string? Waiting(StoryMoment moment)
    {
        if (moment.Message is ZoneMessages.TakePages && moment.Happened.Count == 0)
        {
            return "waits with others for the answer to one request to grow";
        }

        bool isAnswered = moment.Happened.Exists(happening => happening is Happening.GrowthAnswered or Happening.Told);
        if (isAnswered || moment.Message is not (CoordinatorMessages.AskToGrow or CoordinatorMessages.DisableGrowth or CoordinatorMessages.ClaimRest))
        {
            return null;
        }

        return books.WriterOf(moment.To) is { } holder ? $"waits, {holder} holds the writer" : "waits for pages that late init builds";
    }

    /// <summary>What was sent on, where nothing else is to be said.</summary>
    private string? Sent(StoryMoment moment)
    {
        var told = moment.Happened.OfType<Happening.Told>().ToList();
        if (told.Count == 0)
        {
            return null;
        }

        string more = told.Count > 1 ? $", and {StoryWords.Count(told.Count - 1, "message")} more" : "";
        string said = phrases.Of(told[0].To, told[0].Message) ?? "sends a message";

        // For whom is said on the left.
        int whom = said.IndexOf(", for ", StringComparison.Ordinal);
        return (whom < 0 ? said : said[..whom]) + more;
    }
}
