using System.Collections.Immutable;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>The files that a page is put together from, as they lie in <c>Pages/Assets</c> and <c>Pages/Packages</c>.</summary>
internal static class PageAssets
{
    private static readonly ImmutableArray<string> ScriptNames =
    [
        "uplot/uPlot.iife.min.js", "base.js", "words.js", "colours.js", "table.js", "history.js", "rows.js", "timeline.js", "memory-map.js",
        "chart.js", "waiting.js", "plot.js", "svg.js", "scenes.js", "story-map.js", "story-diagram.js", "story-lines.js", "actor-states.js",
        "story.js", "coverage.js", "view-run.js", "view-compare.js", "view-calibrate.js", "view-explore.js", "view-replay.js", "main.js",
    ];

    /// <summary>The page without what is put into it.</summary>
    public static string Skeleton => Read("page.html");

    /// <summary>What it looks like, one file after the other.</summary>
    public static ImmutableArray<string> Styles => [Read("uplot/uPlot.min.css"), Read("page.css"), Read("story.css")];

    /// <summary>Its scripts; each may use what those before it declare.</summary>
    public static ImmutableArray<string> Scripts => [.. ScriptNames.Select(Read)];

    /// <summary>The licence of what others have made.</summary>
    public static string Licences => $"uPlot\n\n{Read("uplot/LICENSE")}";

    private static string Read(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream($"Pages/{name}")
            ?? throw new InvalidOperationException($"the page's {name} is not in this assembly");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
