using System.Text.RegularExpressions;
using NumaBoot.Reports;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>What a user sees of a boot.</summary>
internal static partial class Outcome
{
    /// <summary>JSON and snapshots, without the numbers that count deliveries: that one is missing proves nothing.</summary>
    public static string Told(BootResult result) => Deliveries().Replace(RunJson.Write(result), "") + SnapshotLines.Write(result);

    [GeneratedRegex("\"(digest|deliveries)\".*")]
    private static partial Regex Deliveries();
}
