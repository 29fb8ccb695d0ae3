namespace NumaBoot.Simulation;

/// <summary>A recorded boot came out otherwise when it was delivered again: another program, or a recording that was changed.</summary>
/// <param name="expected">What was recorded, as the end of a sentence that begins with "expected".</param>
/// <param name="found">What came.</param>
public sealed class ReplayMismatchException(string expected, string found) : Exception($"expected {expected}, found {found}")
{
    /// <summary>What was recorded.</summary>
    public string Expected => expected;

    /// <summary>What came.</summary>
    public string Found => found;
}
