using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;
using Google.Protobuf;
using NumaBoot.Machines;

namespace NumaBoot.Cluster;

/// <summary>
/// Writes and reads the messages of the protocol as protobuf, each in an envelope that bears the version of the format.
/// What it does not know it refuses with a <see cref="SerializationException"/>, and counts in <see cref="WireRefusals"/>.
/// </summary>
/// <param name="system">Whose serializer it is.</param>
public sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The number by which peers name this serializer; it stays.</summary>
    public const int Number = 8205;

    /// <summary>The version of the format that is written, and the only one that is read.</summary>
    public const int FormatVersion = 3;

    /// <inheritdoc />
    public override int Identifier => Number;

    private WireRefusals Refusals => WireRefusals.Of(system);

    /// <inheritdoc />
    public override string Manifest(object o) => FormOf(o).Manifest;

    /// <inheritdoc />
    public override byte[] ToBinary(object obj)
    {
        try
        {
            return new Proto.Envelope { Version = FormatVersion, Body = FormOf(obj).ToProto(obj).ToByteString() }.ToByteArray();
        }
        catch (SerializationException)
        {
            Refusals.CountUnwritable();
            throw;
        }
    }

    /// <inheritdoc />
    /// <exception cref="SerializationException">The bytes are of another version, of an unknown kind, or no such message.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!WireForms.ByManifest.TryGetValue(manifest, out var form))
        {
            Refusals.CountManifest();
            throw new SerializationException($"a message of the kind \"{manifest}\" came, which this member of version {FormatVersion} does not know");
        }

        return Read(form, Open(bytes, manifest));
    }

    private static WireForm FormOf(object message) =>
        WireForms.ByType.TryGetValue(message.GetType(), out var form) ? form : throw WireFault.Unwritable(message);

    /// <summary>What is in the envelope, if it is of this version: what is in one of another may be anything.</summary>
    private ByteString Open(byte[] bytes, string manifest)
    {
        Proto.Envelope envelope;
        try
        {
            envelope = Proto.Envelope.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException cause)
        {
            throw Garbled(manifest, cause);
        }

        if (envelope.Version != FormatVersion)
        {
            Refusals.CountVersion();
            throw new SerializationException($"the message \"{manifest}\" is of version {envelope.Version}, where this member reads {FormatVersion}");
        }

        return envelope.Body;
    }

    private object Read(WireForm form, ByteString body)
    {
        try
        {
            return form.Read(body);
        }
        catch (Exception cause) when (cause is InvalidProtocolBufferException or SerializationException or MachineInputException or ArgumentException or OverflowException)
        {
            throw Garbled(form.Manifest, cause);
        }
    }

    private SerializationException Garbled(string manifest, Exception cause)
    {
        Refusals.CountGarbled();
        return new SerializationException($"the message \"{manifest}\" cannot be read: {cause.Message}", cause);
    }
}
