using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>A delivery as a story has recorded it.</summary>
internal sealed class StoryMoment(long delivery, ActorAddress? from, ActorAddress to, IBootMessage message, long cause, string before)
{
    /// <summary>Which of the run.</summary>
    public long Delivery { get; } = delivery;

    public ActorAddress? From { get; } = from;

    public ActorAddress To { get; } = to;

    public IBootMessage Message { get; } = message;

    /// <summary>The delivery in which it was sent; 0 where that is not known.</summary>
    public long Cause { get; } = cause;

    /// <summary>How things stood before it.</summary>
    public string Before { get; } = before;

    /// <summary>What the same sender had sent to the same receiver before, and comes after it.</summary>
    public ImmutableArray<IBootMessage> Overtaken { get; init; } = [];

    /// <summary>What was done in it, in order.</summary>
    public List<Happening> Happened { get; } = [];

    public string What { get; set; } = "";

    public string Then { get; set; } = "";

    /// <summary>Pages that changed hands or state in it.</summary>
    public IEnumerable<PfnRange> Frames => Happened.SelectMany(FramesOf);

    /// <summary>Pages with which something was done in it that must not happen, whatever the invariant.</summary>
    public IEnumerable<PfnRange> Wrong => Happened.Select(happening => happening.Wrong).Where(frames => !frames.IsEmpty);

    /// <summary>Whether pages went to a CPU in it, or came back.</summary>
    public bool Moves => Happened.Exists(happening => happening is Happening.Taken or Happening.GivenBack);

    private static IEnumerable<PfnRange> FramesOf(Happening happening) => happening switch
    {
        Happening.Initialised built => built.Frames,
        Happening.Freed freed => freed.Frames,
        Happening.Taken taken => taken.Frames,
        Happening.GivenBack given => given.Frames,
        _ => [],
    };
}
