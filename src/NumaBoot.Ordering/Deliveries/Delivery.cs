using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>One delivery, as observers and filters see it.</summary>
/// <param name="Number">How manieth delivery of its engine, counted from 1.</param>
/// <param name="StartNs">When the receiver begins to handle it, in nanoseconds of virtual time.</param>
/// <param name="ArrivalNs">When it arrived; it waited from then to <paramref name="StartNs"/>.</param>
/// <param name="EndNs">When the receiver was done with it; <paramref name="StartNs"/> until that is known.</param>
/// <param name="Sender">The actor that ran when the message was sent.</param>
/// <param name="Receiver">The actor that handles it.</param>
/// <param name="Message">The message.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Delivery(
    long Number,
    long StartNs,
    long ArrivalNs,
    long EndNs,
    ActorSlot Sender,
    ActorSlot Receiver,
    object Message)
{
    /// <summary>How long the message waited for its receiver, in nanoseconds.</summary>
    public long WaitedNs => StartNs - ArrivalNs;

    /// <summary>How long the receiver said that handling took, in nanoseconds.</summary>
    public long ServedNs => EndNs - StartNs;
}
