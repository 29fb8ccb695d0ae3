using System.Collections.Immutable;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>The files that a page is put together from, as they lie in <c>Pages/Assets</c> and <c>Pages/Packages</c>.</summary>
internal static class PageAssets
{
    // In this order: each may use what those before it declare.
    private static readonly ImmutableArray<string> ScriptNames =
    [
        "uplot/uPlot.iife.min.js", "page/base.js", "page/words.js", "page/colours.js", "page/table.js", "page/svg.js",
        "boot/history.js", "boot/rows.js", "boot/part.js", "boot/timeline-picture.js", "boot/timeline.js", "boot/memory-map.js", "boot/chart-keys.js", "boot/chart.js", "boot/waiting.js",
        "story/scenes.js", "story/story-map.js", "story/story-diagram.js", "story/story-lines.js", "story/actor-states.js", "story/story.js", "story/coverage.js",
        "calibration/plot.js", "views/run.js", "views/compare.js", "views/calibrate.js", "views/explore.js", "views/replay.js", "page/main.js",
    ];

    /// <summary>The page without what is put into it.</summary>
    public static string Skeleton => Read("page/page.html");

    /// <summary>What it looks like, one file after the other.</summary>
    public static ImmutableArray<string> Styles => [Read("uplot/uPlot.min.css"), Read("page/page.css"), Read("story/story.css")];

    /// <summary>Its scripts.</summary>
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
