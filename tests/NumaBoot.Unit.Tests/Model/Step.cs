namespace NumaBoot.Unit.Tests.Model;

/// <summary>What may happen next, in words, and the world after it.</summary>
internal sealed record Step(string Words, World Next);
