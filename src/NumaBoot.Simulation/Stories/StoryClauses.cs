using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// What the receiver of a message knew and did, in half sentences. All of it follows from what actors told the ledger and
/// each other; of tickets, frontiers and writers it says how they stand at that moment.
/// </summary>
internal sealed partial class StoryClauses(StoryWords words, StoryBooks books, StoryPhrases phrases)
{
    /// <summary>The right side of a line.</summary>
    public string Of(StoryMoment moment)
    {
        var clauses = new List<string>();
        for (int at = 0; at < moment.Happened.Count; at++)
        {
            if (Of(moment, moment.Happened[at]) is { } clause)
            {
                clauses.Add(clause);
            }
        }

        if (clauses.Count == 0 && Sent(moment) is { } sent)
        {
            clauses.Add(sent);
        }

        if (Waiting(moment) is { } waits)
        {
            clauses.Add(waits);
        }

        string text = string.Join("; ", clauses);
        return Shortage(moment) is { } shortage ? text.Length == 0 ? shortage : $"{shortage}: {text}" : text;
    }

    private string? Of(StoryMoment moment, Happening happening) => happening switch
    {
        Happening.Initialised built => Built(moment, built),
        Happening.Freed freed => moment.Happened.Exists(other => other is Happening.Initialised)
            ? null
            : $"{words.Of(freed.Frames)} free now{Occupied(freed.Frames, freed.Occupied, freed.Holder, "although free ALREADY")}",
        Happening.Taken taken => $"gives {words.Of(taken.Frames)} to cpu {taken.Cpu}{Occupied(taken.Frames, taken.Occupied, taken.Holder, "although NOT free")}",
        Happening.GivenBack given => $"{words.Of(given.Frames)} free again{(given.NotHeld.IsEmpty ? "" : $", which cpu {given.Cpu} did NOT hold")}",
        Happening.Unread unread => Unread(unread),
        Happening.Refused refused => Refused(moment, refused),
        Happening.FrontierSet set => Moved(set),
        Happening.GrowthAnswered answer => Answered(moment, answer),
        Happening.WaitsForOwnGrowth own => $"waits for the growth that cpu {own.Cpu} itself builds",
        Happening.PutOff off => $"puts off its growth for {phrases.Whom(off.Growth)}: the handler comes first",
        Happening.GoesOn on => $"goes on with its growth for {phrases.Whom(on.Growth)}",
        Happening.Claimed claimed => Claimed(claimed),
        Happening.Acknowledged node => $"growth is off for all of node {node.Nid}",
        Happening.NodeDone node => $"all pages of node {node.Nid} are initialised",
        Happening.Ended { End.ServedBy: null } => "gives up, its allocation has failed",
        Happening.Ended { End.IsRemote: true } ended => $"takes it, although it is not of node {ended.End.Nid}",
        Happening.BootOver over => over.Booted ? "the machine is up" : "the machine does not boot",
        Happening.Told told => Told(moment, told),
        _ => null,
    };

    private string Built(StoryMoment moment, Happening.Initialised built)
    {
        bool isFreed = moment.Happened.Exists(other => other is Happening.Freed);
        string done = isFreed ? "initialises and frees" : "initialises";
        if (built.Twice.IsEmpty)
        {
            return $"{done} {words.Of(built.Frames)}";
        }

        string under = built.TwiceUnder is { } cpu ? $"under the pages of cpu {cpu}" : "which was done before";
        string all = built.Twice == built.Frames[0] && built.Frames.Length == 1 ? "" : $" ({words.Of(built.Frames)} in all)";
        return $"{done} {words.Of(built.Twice)} AGAIN{all}, {under}";
    }

    /// <summary>What is wrong with pages that become free or go to a CPU; nothing where nothing is.</summary>
    private string Occupied(ImmutableArray<PfnRange> frames, PfnRange occupied, int? holder, string how)
    {
        if (occupied.IsEmpty)
        {
            return "";
        }

        string which = frames.Length == 1 && frames[0] == occupied ? "" : $" {words.Of(occupied)}";
        string them = words.Were(occupied) == "was" ? "it" : "them";
        return holder is { } cpu ? $",{which} WHILE cpu {cpu} holds {them}" : $",{which} {how}";
    }

    private static string Unread(Happening.Unread unread) => unread.Why switch
    {
        UnreadLetter.HadBefore => "has had this letter before, passes over it",
        UnreadLetter.TooEarly => "puts it aside: an earlier letter is missing",
        _ => "passes over it: a later letter came before it",
    };

    private string? Moved(Happening.FrontierSet set)
    {
        string after = words.Frontier(set.Nid, set.After);
        if (set.After == set.Before)
        {
            return null;
        }

        return set.After < set.Before
            ? $"the frontier moves BACK from {words.Frontier(set.Nid, set.Before)} to {after}"
            : set.After == Frontier.None ? "nothing is left to grow" : $"the frontier moves to {after}";
    }

    private string Claimed(Happening.Claimed claimed)
    {
        var span = books.Plan.Nodes.First(node => node.Nid == claimed.Nid).LastZone!.Layout.Span;
        var rest = new PfnRange(claimed.From, span.End);
        return rest.IsEmpty ? "nothing is left for late init" : $"late init claims {words.Of(rest)}";
    }

    private string Refused(StoryMoment moment, Happening.Refused refused)
    {
        string cpu = refused.Id.From.Role == ActorRole.Cpu ? words.Of(refused.Id.From) : "the request";
        string why = moment.Message switch
        {
            ZoneMessages.TakePages when books.Zone(refused.Zone).KnowsDisabled => "growth is off, ",
            ZoneMessages.FrontierRead => "nothing is left behind that frontier, ",
            _ => "",
        };
        string with = moment.Message is not ZoneMessages.TakePages && refused.FreePages > 0
            ? $" although {StoryWords.Count(refused.FreePages, "page")} are free"
            : "";
        return $"{why}refuses {cpu}{with}";
    }

    /// <summary>What a zone has when it cannot serve a request at once.</summary>
    private string? Shortage(StoryMoment moment)
    {
        bool isServed = moment.Happened.Exists(happening => happening is Happening.Taken);
        if (moment.Message is not ZoneMessages.TakePages || isServed)
        {
            return null;
        }

        long free = books.Zone(new ZoneRef(moment.To.Nid, (ZoneKind)moment.To.Index)).Free.Pages;
        return free == 0 ? "has nothing free" : $"has {StoryWords.Count(free, "page")} free, not enough";
    }
}
