using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace NumaBoot.Cluster.Security;

/// <summary>
/// Stands where Akka's JSON serializer would: what is written by reflection is refused on its way out, and on its way in,
/// where it would let a stranger choose which types are made.
/// </summary>
public sealed class NoJsonSerializer : Serializer
{
    private const int IdentifierOfJson = 1;

    /// <summary>Made by Akka.</summary>
    public NoJsonSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>Made by Akka, with settings that are of no use here.</summary>
    public NoJsonSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    /// <inheritdoc />
    public override int Identifier => IdentifierOfJson;

    /// <inheritdoc />
    public override bool IncludeManifest => false;

    /// <inheritdoc />
    public override byte[] ToBinary(object obj) => throw new SerializationException($"{obj?.GetType()} has no serializer of its own");

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, Type type) => throw new SerializationException("a message in JSON came in: JSON is not read");
}
