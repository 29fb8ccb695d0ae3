using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Says what shows only once nothing moves any more: who waits for what, or what does not add up.</summary>
internal sealed class StoryEnding(StoryWords words)
{
    private const int MostSaid = 4;

    /// <summary>The sentence.</summary>
    /// <param name="recorder">The schedule, at its end.</param>
    /// <param name="violation">What broke.</param>
    public string Of(StoryRecorder recorder, Violation violation) =>
        violation.Invariant is Invariant.BootCompletes or Invariant.AnsweredOnce
            ? Waiting(recorder)
            : $"once all is quiet: {words.Retell(violation.Detail)}";

    /// <summary>What is said of a boot that goes round and was stopped.</summary>
    /// <param name="deliveries">After how many deliveries.</param>
    public static string CutOff(long deliveries) =>
        $"it went on going round like this, and was cut off after {deliveries.ToString(System.Globalization.CultureInfo.InvariantCulture)} deliveries";

    private string Waiting(StoryRecorder recorder)
    {
        var parts = new List<string>();
        foreach (var (to, message) in recorder.Undelivered.Take(MostSaid))
        {
            parts.Add($"{words.Of(to)} never got \"{recorder.Phrases.Of(to, message)}\"");
        }

        foreach (var id in recorder.Books.Open.Take(MostSaid))
        {
            string whom = recorder.Books.AskedOf(id) is { } asked ? words.Of(asked) : "nobody";
            string handler = recorder.Books.OfHandlers.Contains(id) ? "the interrupt handler of " : "";
            parts.Add($"{handler}{words.Of(id.From)} waits for an answer of {whom}");
        }

        foreach (var (coordinator, holder) in recorder.Books.Writers)
        {
            parts.Add($"{holder} holds the writer of {words.Of(coordinator)}");
        }

        return parts.Count == 0
            ? "nothing is on its way and nobody has asked for anything"
            : $"nothing is on its way any more: {string.Join("; ", parts)}";
    }
}
