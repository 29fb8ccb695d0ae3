using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace NumaBoot.Cluster;

/// <summary>
/// Stands where Akka has its fallbacks, which write and read any type by reflection: it refuses by name whatever has no
/// form of its own, and reads nothing.
/// </summary>
/// <param name="system">Whose serializer it is.</param>
public sealed class UnboundSerializer(ExtendedActorSystem system) : Serializer(system)
{
    /// <summary>The same, as Akka makes a serializer that has settings; they do not matter to one that does nothing.</summary>
    public UnboundSerializer(ExtendedActorSystem system, Config settings)
        : this(system) => ArgumentNullException.ThrowIfNull(settings);

    /// <summary>The number by which peers would name this serializer; none does.</summary>
    public const int Number = 8206;

    /// <inheritdoc />
    public override int Identifier => Number;

    /// <inheritdoc />
    public override bool IncludeManifest => false;

    /// <inheritdoc />
    /// <exception cref="SerializationException">Always.</exception>
    public override byte[] ToBinary(object obj)
    {
        WireRefusals.Of(system).CountUnwritable();
        throw WireFault.Unwritable(obj);
    }

    /// <inheritdoc />
    /// <exception cref="SerializationException">Always.</exception>
    public override object FromBinary(byte[] bytes, Type type)
    {
        WireRefusals.Of(system).CountManifest();
        throw new SerializationException("a message came that was written by reflection, which this member does not read");
    }
}
