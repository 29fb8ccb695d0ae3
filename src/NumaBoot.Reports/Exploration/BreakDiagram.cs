using System.Globalization;
using System.Text;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>The same as a Mermaid sequence diagram: an arrow for each delivery.</summary>
public static class BreakDiagram
{
    /// <summary>The text, ended by a line feed.</summary>
    /// <param name="recording">What was recorded.</param>
    /// <param name="trial">Its choices.</param>
    public static string Write(BootRecording recording, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(trial);
        var told = trial.Chosen.Skip(trial.Length == 0 ? 0 : trial.Chosen.Length - (int)trial.Length).ToList();
        var names = told.SelectMany(key => new[] { key.From, key.To }).Distinct(StringComparer.Ordinal).ToList();
        var text = new StringBuilder("sequenceDiagram\n");
        for (int at = 0; at < names.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    participant a{at} as {(names[at].Length == 0 ? "outside" : names[at])}\n");
        }

        foreach (var key in told)
        {
            text.Append(CultureInfo.InvariantCulture, $"    a{names.IndexOf(key.From)}->>a{names.IndexOf(key.To)}: {key.Kind.ToString().ToLowerInvariant()} no. {key.Number}\n");
        }

        return text.ToString();
    }
}
