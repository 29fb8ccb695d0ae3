namespace NumaBoot.Ordering;

/// <summary>What travels on a <see cref="Channel"/>.</summary>
public enum ChannelKind
{
    /// <summary>Messages from one actor, or from outside, to another.</summary>
    Messages,

    /// <summary>What Akka's scheduler told, on behalf of the actor that asked for it.</summary>
    Ticks,

    /// <summary>A timer, or work of Akka's scheduler that has not been done yet.</summary>
    Timer,

    /// <summary>What a receiver had put aside and wants to see again, before anything else.</summary>
    Unstashed,
}
