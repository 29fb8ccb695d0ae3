using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>One delivery of a story.</summary>
/// <param name="Number">Which of the story, counted from 1; where it begins with the boot, the same as <paramref name="Delivery"/>.</param>
/// <param name="Delivery">Which of the whole run.</param>
/// <param name="From">Who sent it; null for the world itself.</param>
/// <param name="FromName">The sender's name in this story.</param>
/// <param name="To">Who got it.</param>
/// <param name="ToName">The receiver's name in this story.</param>
/// <param name="What">What the sender says, as what follows on its name: "asks zone Normal for a section".</param>
/// <param name="Then">What the receiver knew and did.</param>
/// <param name="Frames">Pages that changed hands or state.</param>
/// <param name="Concerns">Whether it has to do with what broke; others may be passed over.</param>
/// <param name="IsBreak">Whether the invariant broke in it.</param>
public sealed record StoryLine(
    long Number,
    long Delivery,
    ActorAddress? From,
    string FromName,
    ActorAddress To,
    string ToName,
    string What,
    string Then,
    ImmutableArray<PfnRange> Frames,
    bool Concerns,
    bool IsBreak);
