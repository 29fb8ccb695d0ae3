namespace NumaBoot.Ordering;

/// <summary>A hash over what each receiver got, in which the order of deliveries to different receivers leaves no mark.</summary>
internal sealed class Receipts
{
    private ulong[] _byReceiver = [];

    public ulong Value { get; private set; }

    public void Clear()
    {
        Array.Clear(_byReceiver);
        Value = 0;
    }

    public void Add(Channel channel)
    {
        var receiver = channel.To;
        if (receiver.Index >= _byReceiver.Length)
        {
            Array.Resize(ref _byReceiver, Math.Max(16, (receiver.Index + 1) * 2));
        }

        ref ulong hash = ref _byReceiver[receiver.Index];
        Value -= hash;
        hash = DeliveryDigest.Mix(hash ^ receiver.NameHash, channel.From.NameHash + ((ulong)channel.Number << 3) + (ulong)channel.Kind);
        Value += hash;
    }
}
