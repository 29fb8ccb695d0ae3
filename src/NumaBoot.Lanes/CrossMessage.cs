using System.Runtime.InteropServices;

namespace NumaBoot.Lanes;

/// <summary>
/// What goes from one lane to another. It carries no actor reference: sender and receiver are named by their sort keys,
/// which mean the same on every lane. A message arrives at a time; a note, which no actor hears, is taken in at once and
/// before any message of the same window.
/// </summary>
/// <param name="ArrivalNs">When it arrives, in nanoseconds of virtual time; <see cref="Note"/> for a note.</param>
/// <param name="From">The sender's sort key.</param>
/// <param name="Sequence">
/// Of a message: how manieth thing the sender sent, counted from 1; with time and sender it decides ties. Of a note: how
/// manieth from this sender to this receiver.
/// </param>
/// <param name="SentNs">When it was sent, in nanoseconds.</param>
/// <param name="To">The receiver's sort key; for a note also <see cref="Everybody"/>.</param>
/// <param name="Message">What it says; immutable.</param>
/// <param name="Carried">What travels beside it; null for nothing.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CrossMessage(long ArrivalNs, long From, long Sequence, long SentNs, long To, object Message, object? Carried = null)
{
    /// <summary>The time at which notes arrive: none.</summary>
    public const long Note = -1;

    /// <summary>The receiver of a note to all blocks but the sender's own.</summary>
    public const long Everybody = -1;

    /// <summary>Whether it is a note.</summary>
    public bool IsNote => ArrivalNs == Note;
}
