using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Faults;

/// <summary>A boot without a fault, against which the others are held.</summary>
/// <param name="Request">Which boot.</param>
/// <param name="Told">What a user sees of it.</param>
/// <param name="Sent">How many messages of each kind were delivered.</param>
internal sealed record SoundBoot(BootRequest Request, string Told, IReadOnlyDictionary<Type, int> Sent)
{
    public static SoundBoot Of(BootRequest request)
    {
        var count = new Count();
        var result = FaultMachine.Run(request, count);
        return new SoundBoot(request, Outcome.Told(result), count.Sent);
    }

    private sealed class Count : IDeliveryFilter
    {
        public Dictionary<Type, int> Sent { get; } = [];

        public object? Pass(in Delivery delivery)
        {
            var kind = Letter.ContentOf(delivery.Message).GetType();
            Sent[kind] = Sent.GetValueOrDefault(kind) + 1;
            return delivery.Message;
        }
    }
}
