using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using Google.Protobuf;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What the serializer of a later version may write, under the number of ours.</summary>
internal sealed class FutureSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The settings of a member of that version.</summary>
    public static Config Setup { get; } = ConfigurationFactory.ParseString("""
        akka.actor {
          serializers.future = "NumaBoot.Cluster.Tests.Wire.FutureSerializer, NumaBoot.Cluster.Tests"
          serialization-bindings {
            "NumaBoot.Cluster.Tests.Wire.FromTheFuture, NumaBoot.Cluster.Tests" = future
          }
        }
        """);

    public override int Identifier => WireSerializer.Number;

    public override string Manifest(object o) => "ask";

    public override byte[] ToBinary(object obj) => new Proto.Envelope { Version = WireSerializer.FormatVersion + 1, Body = ByteString.CopyFrom(1, 2, 3) }.ToByteArray();

    public override object FromBinary(byte[] bytes, string manifest) => new FromTheFuture();
}
