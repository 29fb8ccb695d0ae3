namespace NumaBoot.Ordering;

/// <summary>
/// A hash over what each receiver got, in which the order of deliveries that have nothing to do with each other leaves no
/// mark: each is hashed with those before it that touched what it touches.
/// </summary>
internal sealed class Receipts
{
    // For each receiver and part of its state: the last that wrote it, and who has read it since.
    private (ulong Written, ulong Read)[] _parts = [];

    public ulong Value { get; private set; }

    public void Clear()
    {
        Array.Clear(_parts);
        Value = 0;
    }

    public void Add(Channel channel, Receipt receipt)
    {
        var receiver = channel.To;
        int first = receiver.Index * Receipt.Parts;
        if (first + Receipt.Parts > _parts.Length)
        {
            Array.Resize(ref _parts, Math.Max(16 * Receipt.Parts, (first + Receipt.Parts) * 2));
        }

        // By what mattered before it on its channel, so that what does not matter leaves no mark.
        ulong number = (ulong)++channel.InOrder;
        ulong hash = DeliveryDigest.Mix(receiver.NameHash, channel.From.NameHash + (number << 3) + (ulong)channel.Kind);
        var parts = _parts.AsSpan(first, Receipt.Parts);
        for (int part = 0; part < Receipt.Parts; part++)
        {
            if ((receipt.Touched & (1 << part)) != 0)
            {
                bool isWritten = (receipt.Written & (1 << part)) != 0;
                hash = DeliveryDigest.Mix(hash, parts[part].Written + (isWritten ? parts[part].Read : 0));
            }
        }

        for (int part = 0; part < Receipt.Parts; part++)
        {
            if ((receipt.Written & (1 << part)) != 0)
            {
                parts[part] = (hash, 0);
            }
            else if ((receipt.Touched & (1 << part)) != 0)
            {
                parts[part].Read += hash;
            }
        }

        Value += hash;
    }
}
