using System.Collections.Immutable;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A recorded boot that was delivered again, as a page to step through.</summary>
public static class ReplayReport
{
    /// <summary>The page.</summary>
    /// <param name="replayed">What came of it.</param>
    /// <param name="story">How the invariant came to break, with scenes to step through.</param>
    /// <param name="lines">The same as it is told on a terminal.</param>
    /// <param name="origin">Where it came from.</param>
    /// <exception cref="ArgumentException">The story has no scenes.</exception>
    public static string Write(ReplayedBoot replayed, Story story, ImmutableArray<string> lines, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(replayed);
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(origin);
        var request = replayed.Result.Request;
        return ReportPage.Write(
            "replay",
            $"{story.Invariant} under {request.Policy.Name}: {request.Machine.Name}",
            [.. Sentences(replayed, story)],
            origin,
            json => ExploreJson.WriteProperties(json, replayed, lines),
            json =>
            {
                json.WriteStartArray("stories");
                StoryPicture.Write(json, story, origin.Command);
                json.WriteEndArray();
            });
    }

    private static IEnumerable<string> Sentences(ReplayedBoot replayed, Story story)
    {
        var (recording, result, _) = replayed;
        yield return $"{story.Invariant} is broken: {story.What} ({StoryText.Origin(story)})";
        foreach (var violation in result.Violations.Where(violation => violation.Invariant != recording.Invariant).OrderBy(violation => violation.Delivery))
        {
            yield return $"{violation.Invariant.Name()} is broken, too, in delivery {Quantity.Count(violation.Delivery)} of the boot: {violation.Detail}";
        }

        yield return $"The same {Quantity.Plural(result.Deliveries, "delivery", "deliveries")} as recorded, digest {result.Digest:x16}";
    }
}
