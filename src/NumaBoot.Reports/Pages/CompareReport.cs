using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>A machine under several policies as a page to look at.</summary>
public static class CompareReport
{
    /// <summary>The page.</summary>
    /// <param name="comparison">The boots, with their histories.</param>
    /// <param name="origin">Where it came from.</param>
    public static string Write(Comparison comparison, ReportOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(origin);
        return ReportPage.Write(
            "compare",
            $"{comparison.Request.Machine.Name} under {Quantity.Plural(comparison.Outcomes.Length, "policy", "policies")}",
            [.. Sentences(comparison)],
            origin,
            json => ComparisonJson.WriteProperties(json, comparison),
            json =>
            {
                json.WriteStartArray("boots");
                foreach (var outcome in comparison.Outcomes)
                {
                    json.WriteStartObject();
                    BootPicture.WriteProperties(json, outcome.Result);
                    json.WriteStartArray("growths");
                    RunJson.WriteGrowthItems(json, outcome.Result);
                    json.WriteEndArray();
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
    }

    private static IEnumerable<string> Sentences(Comparison comparison)
    {
        var booted = comparison.Outcomes.Where(outcome => outcome.Boots).ToList();
        string machine = comparison.Request.Machine.Name;
        yield return booted.Count == comparison.Outcomes.Length
            ? $"{machine} boots under every policy"
            : $"{machine} boots under {booted.Count} of {Quantity.Plural(comparison.Outcomes.Length, "policy", "policies")}";
        foreach (var outcome in comparison.Outcomes)
        {
            foreach (string sentence in OutcomeText.Of(outcome.Result).Take(outcome.Boots ? 0 : 1))
            {
                yield return $"Under {outcome.Policy.Name} {sentence}";
            }
        }

        if (booted.MinBy(outcome => outcome.SmpInitNs) is { SmpInitNs: { } earliest } && booted.MaxBy(outcome => outcome.SmpInitNs) is { SmpInitNs: { } latest })
        {
            yield return $"The boot CPU starts the others after {Names(booted, outcome => outcome.SmpInitNs == earliest, earliest)}"
                + (latest == earliest ? "" : $", and after {Names(booted, outcome => outcome.SmpInitNs == latest, latest)}");
        }

        var broken = comparison.Outcomes.Where(outcome => !outcome.Broken.IsEmpty).ToList();
        yield return broken.Count == 0
            ? "Every invariant held in this order of messages"
            : $"In this order of messages something broke under {string.Join(", ", broken.Select(outcome => $"{outcome.Policy.Name} ({string.Join(", ", outcome.Broken.Select(invariant => invariant.Name()))})"))}";
    }

    private static string Names(IEnumerable<PolicyOutcome> outcomes, Func<PolicyOutcome, bool> chosen, long ns) =>
        $"{Quantity.Time(ns)} under {string.Join(", ", outcomes.Where(chosen).Select(outcome => outcome.Policy.Name))}";
}
