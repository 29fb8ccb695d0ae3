using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>How an invariant came to break, delivery by delivery.</summary>
public static class BreakStory
{
    /// <summary>What broke, the deliveries that led to it, and how to see it again.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="trial">Its choices.</param>
    /// <param name="foundDeliveries">In which delivery it broke before it was made small; null where that is not known.</param>
    /// <param name="replay">The command that delivers it again; null where there is none.</param>
    /// <param name="all">Whether it begins with the first delivery of all, rather than the first that is not where plain order of time has it.</param>
    public static ImmutableArray<string> Lines(BootRecording recording, Trial trial, long? foundDeliveries = null, string? replay = null, bool all = false)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(trial);
        var lines = ImmutableArray.CreateBuilder<string>();
        string size = trial.Length == 0 ? "in plain order of time" : Quantity.Plural(trial.Length, "delivery", "deliveries");
        string shrunk = foundDeliveries is { } found && found != trial.Length && trial.Length > 0 ? $", shrunk from {Quantity.Count(found)}" : "";
        string place = recording.Order == ExplorationOrder.Exhaustive ? "schedule" : "seed";
        lines.Add($"{recording.Invariant.Name()} is broken: {recording.Detail} ({recording.Request.Policy.Name} on {recording.Request.Machine.Name}, {place} {recording.Seed}, {size}{shrunk})");
        int first = all || trial.Length == 0 ? 0 : trial.Chosen.Length - (int)trial.Length;
        lines.AddRange(trial.Chosen.Select((key, at) => string.Create(CultureInfo.InvariantCulture, $"  {at + 1,4}  {key}")).Skip(first));
        if (replay is not null)
        {
            lines.Add($"  replay: {replay}");
        }

        return lines.ToImmutable();
    }
}
