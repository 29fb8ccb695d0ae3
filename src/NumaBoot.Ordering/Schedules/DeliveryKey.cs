using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>
/// Tells a delivery from all others of its schedule, by names and numbers that mean the same in another schedule: which
/// message of whom to whom.
/// </summary>
/// <param name="From">The sender's path below the world; empty for the outside.</param>
/// <param name="To">The receiver's.</param>
/// <param name="Kind">What it travels as.</param>
/// <param name="Number">Which of that kind between the two, counted from 1.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeliveryKey(string From, string To, ChannelKind Kind, long Number)
{
    private const string Outside = "outside";

    // An actor of that name; no other path begins like this.
    private const string ActorOutside = "/outside";

    /// <summary>The key of what a candidate would deliver.</summary>
    public static DeliveryKey Of(Channel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return new DeliveryKey(channel.From.Name, channel.To.Name, channel.Kind, channel.Number);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; false where it is something else.</summary>
    public static bool TryParse(string? text, out DeliveryKey key)
    {
        key = default;
        var words = (text ?? "").Split(' ');
        if (words is not [var from, ">", var to, var kind, ['#', .. var digits]]
            || !Enum.TryParse(kind, ignoreCase: true, out ChannelKind parsed)
            || !Enum.IsDefined(parsed)
            || !long.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        key = new DeliveryKey(ReadName(from), ReadName(to), parsed, number);
        return true;
    }

    /// <summary>One line that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{NameOf(From)} > {NameOf(To)} {Kind.ToString().ToLowerInvariant()} #{Number}");

    private static string NameOf(string path) => path switch
    {
        "" => Outside,
        Outside => ActorOutside,
        _ => path,
    };

    private static string ReadName(string name) => name switch
    {
        Outside => "",
        ActorOutside => Outside,
        _ => name,
    };
}
