namespace NumaBoot.Simulation;

/// <summary>Something that is known of an actor besides its situation.</summary>
/// <param name="Name">What it is, such as "holds"; each name once an actor.</param>
/// <param name="Value">How it stands, in the words of the story.</param>
public sealed record StoryFact(string Name, string Value);
