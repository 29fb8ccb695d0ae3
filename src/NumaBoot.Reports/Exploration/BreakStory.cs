using System.Collections.Immutable;
using System.Globalization;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>How an invariant came to break, delivery by delivery.</summary>
public static class BreakStory
{
    /// <summary>The lines, from the first delivery that is not where plain order of time has it to the one that broke it.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="trial">Its choices.</param>
    /// <param name="all">Whether it begins with the first delivery of all.</param>
    public static ImmutableArray<string> Lines(BootRecording recording, Trial trial, bool all = false)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(trial);
        int first = all ? 0 : trial.Chosen.Length - (int)trial.Length;
        return
        [
            .. trial.Chosen.Select((key, at) => string.Create(CultureInfo.InvariantCulture, $"{at + 1,6}  {key}")).Skip(first),
        ];
    }
}
