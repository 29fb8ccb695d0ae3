namespace NumaBoot.Unit.Tests.Model;

/// <summary>Who asks for growth: in kernels each CPU for itself, in single-writer a zone for all that wait in it.</summary>
/// <param name="At">What it does next.</param>
/// <param name="Section">The ticket, then the section that it builds; in <see cref="At.Await"/> the sections that it saw arrive.</param>
internal sealed record Asker(At At, int Section = 0);
