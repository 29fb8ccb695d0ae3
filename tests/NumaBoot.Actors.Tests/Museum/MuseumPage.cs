using System.Globalization;
using System.Text;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Museum;

/// <summary>Writes docs/museum.md: what is known of each exhibit, what a search finds, and what it shrinks to.</summary>
internal static class MuseumPage
{
    private const int Searches = 100;
    private const int Schedules = 1_000;

    private const string Intro = """
        # Which faults did the kernel have, and how do they show?

        Each fault is a policy that differs in one choice from its mended twin, so `--policy` takes both. `numaboot explore`
        finds it on the machine that is named, under orders of chance; the twin does not show it on that machine in any order
        that was tried. Most faults belong to the postings of the seed patch in 2018, before it was merged.

        The figures and the orders below are written by a test (`MuseumPageTests`), which fails when they are no longer so
        and then leaves the new page in `artifacts/museum.md`. What a search finds is shrunk, to a smaller machine, too,
        and told as `numaboot explore` tells it ([stories.md](stories.md) says how to read it). Many faults need no unlucky
        order at all: plain order of time shows them, and the story begins where it begins to matter.

        """;

    public static string Write()
    {
        var page = new StringBuilder(Intro.ReplaceLineEndings("\n"));
        foreach (var exhibit in HistoricalFaults.All)
        {
            page.Append('\n');
            Write(page, exhibit);
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, Exhibit exhibit)
    {
        var counts = Enumerable.Range(0, Searches).Select(search => SchedulesOf(exhibit, (search * (long)Schedules) + 1)).Order().ToList();
        var found = exhibit.Find(1, 10 * Schedules)!;
        var (request, shrunk, _) = new BootShrinker().Shrink(exhibit.Choosers.RequestOf(found.Seed), found);
        string order = exhibit.Order.ToString().ToLowerInvariant();
        page.Append(CultureInfo.InvariantCulture, $"## {exhibit.Name}\n\n{Wrapped(exhibit.KernelDid)}\n\n");
        page.Append("| | |\n|---|---|\n");
        page.Append(CultureInfo.InvariantCulture, $"| breaks | `{exhibit.Invariant.Name()}` |\n");
        page.Append(CultureInfo.InvariantCulture, $"| mended twin | `{exhibit.Twin.Name}`: {DifferenceOf(exhibit)} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| mended by | {exhibit.MendedBy} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| to be seen on | `{exhibit.Machine}`: `numaboot explore {exhibit.Machine} --policy {exhibit.Name} --order {order}{InterruptsOf(exhibit)} --keep-going` |\n");
        page.Append(CultureInfo.InvariantCulture, $"| found | by `{order}` in seed {found.Seed}; of {Searches} searches half need {counts[Searches / 2]} schedules or fewer, none more than {counts[^1]} |\n");
        page.Append(CultureInfo.InvariantCulture, $"| shrunk to | {Told(shrunk)} |\n\n");
        page.Append("```text\n");
        var story = StoryTeller.Tell(request, shrunk.Deviations, exhibit.Invariant.Name(), new StoryHead(found.Seed, found.Failure.At));
        page.Append(StoryText.Write(story));
        page.Append("```\n");
    }

    private static string InterruptsOf(Exhibit exhibit) =>
        exhibit.Wanted.Interrupts > 0 ? string.Create(CultureInfo.InvariantCulture, $" --interrupts {exhibit.Wanted.Interrupts}") : "";

    private static long SchedulesOf(Exhibit exhibit, long firstSeed) =>
        exhibit.Find(firstSeed, Schedules) is { } found ? found.Seed - firstSeed + 1 : Schedules + 1;

    private static string Told(Trial shrunk) => shrunk.Length == 0
        ? $"plain order of time, in which delivery {shrunk.Failure.At} shows it"
        : $"{shrunk.Length} deliveries, {shrunk.Deviations.Length} of them not where plain order of time has them";

    private static string DifferenceOf(Exhibit exhibit)
    {
        var choice = typeof(InitPolicy).GetProperties()
            .Single(property => property.PropertyType.IsEnum && !Equals(property.GetValue(exhibit.Policy), property.GetValue(exhibit.Twin)));
        return $"`{choice.Name}` is `{choice.GetValue(exhibit.Twin)}`, not `{choice.GetValue(exhibit.Policy)}`";
    }

    private static string Wrapped(string text)
    {
        const int Width = 120;
        var page = new StringBuilder();
        int column = 0;
        foreach (string word in text.Split(' '))
        {
            if (column > 0)
            {
                bool fits = column + 1 + word.Length <= Width;
                page.Append(fits ? ' ' : '\n');
                column = fits ? column + 1 : 0;
            }

            page.Append(word);
            column += word.Length;
        }

        return page.ToString();
    }
}
