using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A delivery as schedules with the same beginning know it.</summary>
/// <param name="From">Who sent it, by number.</param>
/// <param name="To">Who gets it, by number.</param>
/// <param name="Kind">On what kind of channel.</param>
/// <param name="Number">Which of that channel.</param>
/// <param name="IsSingle">Whether it keeps no order with others from the one to the other.</param>
/// <param name="Receipt">How it is taken.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventId(int From, int To, ChannelKind Kind, long Number, bool IsSingle, Receipt Receipt)
{
    public static EventId Of(Channel channel, Receipt receipt) =>
        new(channel.From.Index, channel.To.Index, channel.Kind, channel.Number, channel.IsSingle, receipt);
}
