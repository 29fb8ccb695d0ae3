using Google.Protobuf;

namespace NumaBoot.Cluster;

/// <summary>How one message of the protocol crosses between machines.</summary>
/// <param name="manifest">What it is called there.</param>
/// <param name="type">What it is called here.</param>
internal abstract class WireForm(string manifest, Type type)
{
    /// <summary>What it is called on the wire; short, and never used for another message.</summary>
    public string Manifest { get; } = manifest;

    /// <summary>The message's type.</summary>
    public Type Type { get; } = type;

    /// <summary>The message in its wire form.</summary>
    public abstract IMessage ToProto(object message);

    /// <summary>The message of some bytes.</summary>
    public abstract object Read(ByteString body);

    /// <summary>The form of one message, by how it is put into its wire form and taken out.</summary>
    /// <typeparam name="TMessage">The message.</typeparam>
    /// <typeparam name="TProto">Its wire form.</typeparam>
    public static WireForm Of<TMessage, TProto>(
        string manifest, MessageParser<TProto> parser, Func<TMessage, TProto> toProto, Func<TProto, TMessage> toDomain)
        where TMessage : class, IWireMessage
        where TProto : IMessage<TProto> => new Typed<TMessage, TProto>(manifest, parser, toProto, toDomain);

    private sealed class Typed<TMessage, TProto>(
        string manifest, MessageParser<TProto> parser, Func<TMessage, TProto> toProto, Func<TProto, TMessage> toDomain) : WireForm(manifest, typeof(TMessage))
        where TMessage : class, IWireMessage
        where TProto : IMessage<TProto>
    {
        public override IMessage ToProto(object message) => toProto((TMessage)message);

        public override object Read(ByteString body) => toDomain(parser.ParseFrom(body));
    }
}
