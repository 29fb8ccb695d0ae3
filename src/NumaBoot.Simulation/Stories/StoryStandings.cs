using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Says how an actor stands, from its situation and the books of a story.</summary>
/// <param name="words">How things are called.</param>
/// <param name="books">The books.</param>
/// <param name="homes">The nodes whose frontiers are of interest.</param>
internal sealed class StoryStandings(StoryWords words, StoryBooks books, IReadOnlyList<int> homes)
{
    private const string Nothing = "nothing";
    private const string Nobody = "nobody";
    private const int MostNamed = 4;

    private static readonly ImmutableDictionary<ActorRole, SituationTable> Tables = SituationTables.All.ToImmutableDictionary(table => table.Role);

    /// <summary>How it stands now.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="situation">Its situation, as its table counts them.</param>
    public StoryActor Of(ActorAddress actor, int situation) =>
        new(actor, words.Of(actor), Tables[actor.Role].Situations[situation], [.. Facts(actor)]);

    private IEnumerable<StoryFact> Facts(ActorAddress actor) => actor.Role switch
    {
        ActorRole.Node => [new("late init", LateInit(books.Node(actor.Nid)))],
        ActorRole.Coordinator =>
        [
            .. FrontiersOf(actor),
            new("writer", books.WriterOf(actor) is { } holder ? $"held by {holder}" : "free"),
            new("growth", IsOff(actor) ? "off" : "on"),
            new("waiting here", Waiting(actor)),
        ],
        ActorRole.Zone =>
        [
            new("free", Runs(books.Zone(new ZoneRef(actor.Nid, (ZoneKind)actor.Index)).Free, words.OfHome)),
            new("waiting here", Waiting(actor)),
            new("waits for", WaitsFor(actor)),
        ],
        ActorRole.Cpu =>
        [
            new("holds", Held(actor.Index)),
            new("waits for", WaitsFor(actor)),
            new("ticket", Tickets(actor.Index)),
        ],
        ActorRole.Worker => [new("waits for", WaitsFor(actor))],
        _ => [],
    };

    private static string LateInit(StoryNode node) => node.IsDone ? "over" : node.ClaimedFrom is not null ? "has claimed the rest" : "to come";

    private IEnumerable<StoryFact> FrontiersOf(ActorAddress coordinator) =>
        from nid in homes
        where coordinator.Nid == nid || coordinator.Nid == ActorAddress.Machine
        let name = words.HasNodes && coordinator.Nid == ActorAddress.Machine ? $"frontier of node {nid}" : "frontier"
        select new StoryFact(name, books.Node(nid).Frontier == Frontier.None ? "none" : words.Frontier(nid, books.Node(nid).Frontier));

    private bool IsOff(ActorAddress coordinator) => coordinator.Nid == ActorAddress.Machine
        ? books.Plan.Nodes.All(node => books.Node(node.Nid).IsDisabled)
        : books.Node(coordinator.Nid).IsDisabled;

    private string Held(int cpu)
    {
        var held = new PfnRangeSet();
        foreach (var range in books.HeldBy(cpu))
        {
            held.Add(range);
        }

        return Runs(held, words.InFull);
    }

    private static string Runs(PfnRangeSet pages, Func<PfnRange, string> names) => pages.Count switch
    {
        0 => Nothing,
        <= 2 => string.Join(" and ", pages.Select(names)),
        _ => $"{StoryWords.Count(pages.Pages, "page")} in {StoryWords.Count(pages.Count, "run")}",
    };

    private string Waiting(ActorAddress actor) => Named(books.WaitingAt(actor).Select(request => request.Message switch
    {
        ZoneMessages.TakePages { Mode: TakeMode.Refill } take => $"cpu {take.Cpu} for a refill",
        ZoneMessages.TakePages take => $"cpu {take.Cpu} for {words.Blocks(take.Order, take.Count)}",
        CoordinatorMessages.AskToGrow ask when books.TicketOf(request.Id) is { } ticket => $"cpu {ask.Cpu} with {Ticket(ask.Zone.Nid, ticket)}",
        CoordinatorMessages.AskToGrow ask => $"cpu {ask.Cpu}",
        _ => words.Of(request.Id.From),
    }));

    private string WaitsFor(ActorAddress actor) => Named(books.Open.Where(id => id.From == actor).Select(id =>
        $"{(books.AskedOf(id) is { } asked ? words.Of(asked) : Nobody)}{(books.OfHandlers.Contains(id) ? " in an interrupt" : "")}"));

    private string Tickets(int cpu) => Named(books.Open
        .Where(id => id.From.Role == ActorRole.Zone && books.CpuOf(id) == cpu && books.TicketOf(id) is not null)
        .Select(id => Ticket(id.From.Nid, books.TicketOf(id)!.Value)), "none");

    private string Ticket(int nid, long ticket) =>
        ticket == Frontier.None ? "no frontier" : words.HasNodes && homes.Count > 1
            ? $"{words.Frontier(nid, ticket)} of node {nid}" : words.Frontier(nid, ticket);

    private static string Named(IEnumerable<string> names, string none = Nobody)
    {
        var all = names.ToList();
        return all.Count == 0 ? none : all.Count <= MostNamed ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(MostNamed))} and {StoryWords.Count(all.Count - MostNamed, "other")}";
    }
}
