using System.Runtime.InteropServices;

namespace NumaBoot.Lanes;

/// <summary>
/// A message from one lane to another. It carries no actor reference: sender and receiver are named by their sort keys,
/// which mean the same on every lane.
/// </summary>
/// <param name="ArrivalNs">When it arrives, in nanoseconds of virtual time.</param>
/// <param name="From">The sender's sort key.</param>
/// <param name="Sequence">How manieth thing the sender sent, counted from 1; with time and sender it decides ties.</param>
/// <param name="SentNs">When it was sent, in nanoseconds.</param>
/// <param name="To">The receiver's sort key.</param>
/// <param name="Message">What it says; immutable.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CrossMessage(long ArrivalNs, long From, long Sequence, long SentNs, long To, object Message);
