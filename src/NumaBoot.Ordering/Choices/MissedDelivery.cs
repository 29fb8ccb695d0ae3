using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A delivery that was pending and cannot be chosen any more, or not for the time being.</summary>
/// <param name="Id">Which.</param>
/// <param name="SentIn">In which choice of the schedule it was sent, counted from 1; 0 before the first.</param>
/// <param name="IsGone">It will never happen: a timer that was cancelled, or whose actor has stopped.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MissedDelivery(EventId Id, long SentIn, bool IsGone);
