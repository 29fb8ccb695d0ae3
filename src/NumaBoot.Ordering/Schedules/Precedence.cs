using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>One delivery waits for another, to the same receiver: what is left of a schedule when it is shrunk.</summary>
/// <param name="First">What comes first.</param>
/// <param name="Then">What waits for it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Precedence(DeliveryKey First, DeliveryKey Then)
{
    /// <summary>What each receiver got after what; nothing has to be said of two messages of one channel.</summary>
    internal static ImmutableArray<Precedence> AllOf(ImmutableArray<DeliveryKey> chosen)
    {
        var last = new Dictionary<string, DeliveryKey>(StringComparer.Ordinal);
        var precedences = ImmutableArray.CreateBuilder<Precedence>();
        foreach (var key in chosen)
        {
            if (last.TryGetValue(key.To, out var before) && (before.From != key.From || before.Kind != key.Kind))
            {
                precedences.Add(new Precedence(before, key));
            }

            last[key.To] = key;
        }

        return precedences.ToImmutable();
    }
}
