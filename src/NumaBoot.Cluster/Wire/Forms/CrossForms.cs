using System.Collections.Immutable;
using System.Runtime.Serialization;
using Google.Protobuf.Collections;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using Content = NumaBoot.Cluster.Proto.CrossMessage.ContentOneofCase;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of what goes from lane to lane. There may be hundreds of thousands in one message.</summary>
internal static class CrossForms
{
    internal static Proto.CrossMessage[] ToProto(this ImmutableArray<CrossMessage> messages)
    {
        var crossed = new Proto.CrossMessage[messages.Length];
        for (int at = 0; at < crossed.Length; at++)
        {
            crossed[at] = messages[at].ToProto();
        }

        return crossed;
    }

    internal static ImmutableArray<CrossMessage> ToDomain(this RepeatedField<Proto.CrossMessage> crossed)
    {
        var messages = ImmutableArray.CreateBuilder<CrossMessage>(crossed.Count);
        foreach (var each in crossed)
        {
            messages.Add(each.ToDomain());
        }

        return messages.MoveToImmutable();
    }

    internal static Proto.CrossMessage ToProto(this in CrossMessage it)
    {
        var crossed = new Proto.CrossMessage { SentNs = it.SentNs.ToProto(), From = it.From.ToProto(), Sequence = it.Sequence.ToProto() };
        if (it.To != CrossMessage.Everybody || !it.IsNote)
        {
            crossed.To = it.To.ToProto();
        }

        switch (it.Message)
        {
            case IBootMessage message when !it.IsNote:
                crossed.TravelsNs = (it.ArrivalNs - it.SentNs).ToProto();
                crossed.Message = message.ToProto();
                crossed.Carried = (it.Carried as TraceContext)?.ToProto();
                return crossed;
            case ILedgerEntry entry when it.IsNote:
                crossed.Note = entry.ToProto();
                return crossed;
            default:
                throw WireFault.Unwritable(it.Message);
        }
    }

    internal static CrossMessage ToDomain(this Proto.CrossMessage it) => it.ContentCase switch
    {
        Content.Message => new(ArrivalNs(it), it.From.ToKey(), it.Sequence.ToDomain(), it.SentNs.ToDomain(), Receiver(it), it.Message.ToDomain(), it.Carried?.ToDomain()),
        Content.Note => new(
            CrossMessage.Note, it.From.ToKey(), it.Sequence.ToDomain(), it.SentNs.ToDomain(), it.HasTo ? Receiver(it) : CrossMessage.Everybody, it.Note.ToDomain()),
        _ => throw new SerializationException("what goes from lane to lane is of a kind that this member does not know"),
    };

    private static long Receiver(Proto.CrossMessage it) =>
        it.HasTo ? it.To.ToKey() : throw new SerializationException("expected the receiver of a message, found none");

    private static long ArrivalNs(Proto.CrossMessage it)
    {
        long sentNs = it.SentNs.ToDomain();
        long travelsNs = it.TravelsNs.ToDomain();
        return travelsNs <= long.MaxValue - sentNs
            ? sentNs + travelsNs
            : throw new SerializationException($"expected a message that arrives, found one that was sent at {sentNs} ns and travels for {travelsNs} ns");
    }
}
