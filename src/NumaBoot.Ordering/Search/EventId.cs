using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A delivery as schedules with the same beginning know it.</summary>
/// <param name="From">Who sent it, by number.</param>
/// <param name="To">Who gets it, by number.</param>
/// <param name="Kind">On what kind of channel.</param>
/// <param name="Number">Which of that channel.</param>
/// <param name="Receipt">How it is taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventId(int From, int To, ChannelKind Kind, long Number, Receipt Receipt)
{
    public static EventId Of(Channel channel, Receipt receipt) =>
        new(channel.From.Index, channel.To.Index, channel.Kind, channel.Number, receipt);

    /// <summary>Whether it matters which of the two comes first: only the receiver's state is theirs to change.</summary>
    public bool DependsOn(in EventId other) => To == other.To && Receipt.DependsOn(other.Receipt);
}
