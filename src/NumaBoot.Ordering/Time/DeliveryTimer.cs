using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A message that an actor asked to get later. Belongs to the engine's thread.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct DeliveryTimer : IEquatable<DeliveryTimer>
{
    private readonly OrderedEngine? _engine;
    private readonly int _handle;
    private readonly int _version;

    internal DeliveryTimer(OrderedEngine engine, int handle, int version)
    {
        _engine = engine;
        _handle = handle;
        _version = version;
    }

    /// <summary>Whether both are the same timer.</summary>
    public static bool operator ==(DeliveryTimer left, DeliveryTimer right) => left.Equals(right);

    /// <summary>Whether they are different timers.</summary>
    public static bool operator !=(DeliveryTimer left, DeliveryTimer right) => !left.Equals(right);

    /// <summary>
    /// Takes the message back. Works until the actor begins to handle it, even where it is due and waits for the actor.
    /// </summary>
    /// <returns>Whether there was something to take back.</returns>
    public bool Cancel() => _engine is not null && _engine.Cancel(_handle, _version);

    /// <inheritdoc />
    public bool Equals(DeliveryTimer other) =>
        ReferenceEquals(_engine, other._engine) && _handle == other._handle && _version == other._version;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is DeliveryTimer other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(_handle, _version);
}
