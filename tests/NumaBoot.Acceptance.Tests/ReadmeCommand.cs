namespace NumaBoot.Acceptance.Tests;

/// <summary>A command as the README prints it.</summary>
/// <param name="Line">What a reader types.</param>
/// <param name="Output">What the README shows of its output; null where it shows none.</param>
internal sealed record ReadmeCommand(string Line, string? Output);
