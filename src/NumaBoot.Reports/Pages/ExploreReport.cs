using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>An exploration as a page to look at: what broke, step by step, or what was tried and held.</summary>
public static class ExploreReport
{
    /// <summary>The page.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="breaks">What broke, with scenes to step through.</param>
    /// <param name="replayOf">The command that delivers a recorded order again, by its file.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="ArgumentException">A story has no scenes.</exception>
    public static string Write(ExplorationResult result, IReadOnlyList<ToldBreak> breaks, Func<string, string> replayOf, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(breaks);
        ArgumentNullException.ThrowIfNull(replayOf);
        ArgumentNullException.ThrowIfNull(origin);
        if (breaks.Any(told => told.Scenes is null))
        {
            throw new ArgumentException("a story without scenes cannot be stepped through", nameof(breaks));
        }

        var request = result.Settings.Request;
        return ReportPage.Write(
            "explore",
            $"{request.Machine.Name} under {request.Policy.Name}: orders tried",
            [.. Sentences(result, breaks)],
            origin,
            json => ExploreJson.WriteProperties(json, result, breaks),
            json =>
            {
                json.WriteStartArray("stories");
                foreach (var told in breaks)
                {
                    StoryPicture.Write(json, told.Scenes!, told.ReplayFile is { } file ? replayOf(file) : null);
                }

                json.WriteEndArray();
                CoveragePicture.Write(json, result.Pairs);
            });
    }

    private static IEnumerable<string> Sentences(ExplorationResult result, IReadOnlyList<ToldBreak> breaks)
    {
        foreach (var told in breaks)
        {
            yield return $"{told.Scenes!.Invariant} is broken: {told.Scenes.What} ({StoryText.Origin(told.Scenes)})";
        }

        yield return RunReport.Beginning(ExploreSummary.VerdictOf(result));
        yield return $"{Quantity.Count(result.Coverage.Seen)} of {Quantity.Count(result.Coverage.Defined)} pairs of actor state and message came up";
    }
}
