namespace NumaBoot.Ordering;

/// <summary>Tells messages apart by the name of their type and not by what they hold.</summary>
public sealed class TypeFingerprint : IMessageFingerprint
{
    private readonly Dictionary<Type, ulong> _known = [];
    private Type? _lastType;
    private ulong _last;

    /// <inheritdoc />
    public ulong Of(object message)
    {
        var type = message.GetType();
        if (!ReferenceEquals(type, _lastType))
        {
            if (!_known.TryGetValue(type, out _last))
            {
                _known.Add(type, _last = DeliveryDigest.Of(type.FullName ?? type.Name));
            }

            _lastType = type;
        }

        return _last;
    }
}
