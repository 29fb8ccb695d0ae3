using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// How a story calls actors and pages: whole sections by their number, counted from the start of their node; and nothing
/// is said of a node where there is only one.
/// </summary>
/// <param name="plan">The boot.</param>
/// <param name="home">The node that the story is about, whose pages need no "of node 1"; null where it is about several.</param>
internal sealed class StoryWords(BootPlan plan, int? home = null)
{
    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    private static readonly Regex PagesOfZone = new(@"pages \[(?<start>\d+), (?<end>\d+)\) of zone \d+:\w+", Plain);
    private static readonly Regex ZoneName = new(@"zone \d+:(?<kind>\w+)", Plain);
    private static readonly Regex OneWere = new(@"(?<one>section \d+( of node \d+)?) were ", Plain);

    private readonly long _section = plan.Machine.Geometry.SectionPages;

    /// <summary>Whether there is more than one node to tell apart.</summary>
    public bool HasNodes => plan.Nodes.Length > 1;

    /// <summary>An actor.</summary>
    public string Of(ActorAddress actor) => actor.Role switch
    {
        ActorRole.Zone when !HasNodes => $"zone {((ZoneKind)actor.Index).Name()}",
        ActorRole.Coordinator when !HasNodes => "coordinator",
        ActorRole.Worker when !HasNodes => $"worker {actor.Index}",
        _ => actor.ToString(),
    };

    /// <summary>A zone.</summary>
    public string Of(ZoneRef zone) => Of(ActorAddress.Zone(zone));

    /// <summary>Pages: "section 1", "sections 1 to 3 of node 0", "pages [12, 20)".</summary>
    public string Of(PfnRange frames) => Of(frames, NodeWords.Foreign);

    /// <summary>The same, in a place that says which node it is about.</summary>
    public string OfHome(PfnRange frames) => Of(frames, NodeWords.None);

    /// <summary>The same, with the node whatever the story is about.</summary>
    public string InFull(PfnRange frames) => Of(frames, NodeWords.All);

    /// <summary>Several runs of pages.</summary>
    public string Of(ImmutableArray<PfnRange> frames) => frames.Length switch
    {
        0 => "no page",
        1 => Of(frames[0]),
        2 => $"{Of(frames[0])} and {Of(frames[1])}",
        _ => $"{Of(frames[0])} and {Count(frames.Length - 1, "more run")}",
    };

    /// <summary>A frontier, or a ticket: where the first deferred page lies.</summary>
    public string Frontier(int nid, long frontier)
    {
        if (frontier == Memory.Frontier.None)
        {
            return "nowhere";
        }

        var span = plan.Nodes.FirstOrDefault(node => node.Nid == nid)?.LastZone?.Layout.Span;
        if (span is { } zone && frontier >= zone.End)
        {
            return frontier == zone.End ? "the end of the node" : $"pfn {frontier}, beyond the node";
        }

        return frontier % _section == 0 && NodeOf(frontier) is { } node
            ? $"section {SectionIn(node, frontier)}"
            : string.Create(CultureInfo.InvariantCulture, $"pfn {frontier}");
    }

    /// <summary>What somebody asks for: "a section", "3 pages", "a block of order 2".</summary>
    public string Blocks(int order, long count)
    {
        bool isSection = 1L << order == _section && order > 0;
        string one = isSection ? "section" : order == 0 ? "page" : $"block of order {order}";
        return count == 1 ? $"a {one}" : isSection || order == 0 ? Count(count, one) : Count(count, "block") + $" of order {order}";
    }

    /// <summary>"was" or "were", as it follows on the name of the pages.</summary>
    public string Were(PfnRange frames) => OfHome(frames).StartsWith("section ", StringComparison.Ordinal) ? "was" : "were";

    /// <summary>A number with its noun.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A sentence of the ledger in the words of a story: its pages and frontiers by section.</summary>
    public string Retell(string detail)
    {
        string told = PagesOfZone.Replace(detail, match => InFull(new PfnRange(Number(match, "start"), Number(match, "end"))));
        told = ZoneName.Replace(told, match => HasNodes ? match.Value : $"zone {match.Groups["kind"].Value}");
        return OneWere.Replace(told, "${one} was ");
    }

    private static long Number(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    private string Of(PfnRange frames, NodeWords nodes)
    {
        if (NodeOf(frames.Start) is not { } node || frames.Start % _section != 0 || frames.End % _section != 0)
        {
            return $"pages {frames}";
        }

        long first = SectionIn(node, frames.Start);
        long last = SectionIn(node, frames.End - 1);
        bool saysNode = HasNodes && (nodes == NodeWords.All || (nodes == NodeWords.Foreign && node.Nid != home));
        string where = saysNode ? $" of node {node.Nid}" : "";
        return first == last ? $"section {first}{where}" : $"sections {first} to {last}{where}";
    }

    private long SectionIn(NodePlan node, long pfn) => (pfn / _section) - (node.Layout.Start / _section);

    private NodePlan? NodeOf(long pfn) =>
        plan.Nodes.FirstOrDefault(node => node.Zones.Any(zone => zone.Layout.Span.Contains(pfn)));

    private enum NodeWords
    {
        None,
        Foreign,
        All,
    }
}
