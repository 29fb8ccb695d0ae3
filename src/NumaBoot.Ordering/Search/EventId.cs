using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A delivery as schedules with the same beginning know it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventId(int From, int To, ChannelKind Kind, long Number)
{
    public static EventId Of(Channel channel) => new(channel.From.Index, channel.To.Index, channel.Kind, channel.Number);

    /// <summary>Whether it matters which of the two comes first: only the receiver's state is theirs to change.</summary>
    public bool DependsOn(in EventId other) => To == other.To;
}
