using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>
/// Pages as a drawing: their names, a bar, and a mark at the frontier; or a line for each run of pages where their names
/// are too long for a bar. No line is longer than 100 columns.
/// </summary>
public static class StoryMapText
{
    private const int MostColumns = 100;
    private const int Fill = 2;
    private const string Margin = "     ";
    private const string Cut = "...";

    /// <summary>The lines of a map.</summary>
    public static IReadOnlyList<string> Lines(StoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        string lead = map.NodeName.Length > 0 ? $"{Margin}{map.NodeName}  " : Margin;
        var bar = Bar(map, lead);
        return bar.Max(line => line.Length) <= MostColumns ? bar : List(map, lead);
    }

    private static List<string> Bar(StoryMap map, string lead)
    {
        string names = new string(' ', lead.Length) + (map.IsCutBefore ? "    " : "");
        string bar = lead + (map.IsCutBefore ? $"{Cut} " : "");
        int frontier = -1;
        foreach (var range in map.Ranges)
        {
            frontier = range.Frames.Start == map.Frontier ? bar.Length : frontier;
            string label = LabelOf(range);
            int width = Math.Max(label.Length + (2 * (Fill + 1)), range.Name.Length);
            names += $" {range.Name.PadRight(width)}";
            bar += $"|{Middle(label, width, FillOf(range.State))}";
        }

        frontier = frontier < 0 && EndsAtFrontier(map) ? bar.Length : frontier;
        var lines = new List<string> { names.TrimEnd(), $"{bar}|{(map.IsCutBehind ? $" {Cut}" : "")}" };
        if (frontier >= 0)
        {
            lines.Add(new string(' ', frontier) + "^ frontier");
        }
        else if (map.Frontier != Frontier.None)
        {
            lines.Add(FrontierBeside(map, lead));
        }

        return lines;
    }

    /// <summary>From the lowest pages to the highest, the ones that the story is about with a mark.</summary>
    private static List<string> List(StoryMap map, string lead)
    {
        string blank = new(' ', lead.Length);
        int width = map.Ranges.Max(range => range.Name.Length);
        var lines = new List<string>();
        if (map.IsCutBefore)
        {
            lines.Add(blank + Cut);
        }

        bool isShown = false;
        foreach (var range in map.Ranges)
        {
            bool isAtFrontier = range.Frames.Start == map.Frontier;
            isShown |= isAtFrontier;
            string mark = range.Frames.Overlaps(map.Frames) ? "> " : "  ";
            string bar = $"|{new string(FillOf(range.State), Fill)}|";
            lines.Add($"{blank[..^2]}{mark}{bar} {range.Name.PadRight(width)}  {LabelOf(range)}{(isAtFrontier ? ", from the frontier on" : "")}");
        }

        isShown |= EndsAtFrontier(map);
        if (map.IsCutBehind)
        {
            lines.Add(blank + Cut);
        }

        if (EndsAtFrontier(map) || (!isShown && map.Frontier != Frontier.None))
        {
            lines.Add(FrontierBeside(map, lead));
        }

        lines[0] = lead[..^2] + lines[0][(lead.Length - 2)..];
        return lines;
    }

    private static bool EndsAtFrontier(StoryMap map) =>
        !map.IsCutBehind && map.Ranges.Length > 0 && map.Ranges[^1].Frames.End == map.Frontier;

    private static string FrontierBeside(StoryMap map, string lead) => $"{new string(' ', lead.Length)}frontier at {map.FrontierName}";

    /// <summary>What a state is called.</summary>
    internal static string NameOf(PageState state) => state switch
    {
        PageState.Deferred => "deferred",
        PageState.Claimed => "claimed",
        PageState.Reserved => "reserved",
        PageState.Twice => "twice",
        PageState.Grown => "grown",
        _ => "built",
    };

    private static string LabelOf(StoryRange range) =>
        range.HeldBy is { } cpu ? $"{NameOf(range.State)}, cpu {cpu}" : NameOf(range.State);

    private static char FillOf(PageState state) => state switch
    {
        PageState.Deferred => '-',
        PageState.Claimed => '~',
        PageState.Reserved => 'x',
        PageState.Twice => '#',
        PageState.Grown => '+',
        _ => '=',
    };

    private static string Middle(string label, int width, char fill)
    {
        string text = $" {label} ";
        int left = (width - text.Length) / 2;
        return new string(fill, left) + text + new string(fill, width - text.Length - left);
    }
}
