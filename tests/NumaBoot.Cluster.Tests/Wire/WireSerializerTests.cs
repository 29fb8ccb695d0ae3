using System.Runtime.Serialization;
using Google.Protobuf;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>The messages of the protocol cross in their forms, and nothing else crosses.</summary>
public sealed class WireSerializerTests : IDisposable
{
    private const int InstancesPerType = 20;

    private readonly OneSystem _one = new();

    public static TheoryData<string> Types => [.. AnyInstance.ProtocolTypes.Select(type => type.FullName!)];

    public void Dispose() => _one.Dispose();

    // Expect every message of the protocol to have a form, to find this serializer, and to come back with all it said.
    [Theory]
    [MemberData(nameof(Types))]
    public void Every_message_of_the_protocol_comes_back(string name)
    {
        var type = typeof(IWireMessage).Assembly.GetType(name)!;
        for (int seed = 1; seed <= InstancesPerType; seed++)
        {
            var message = (IWireMessage)new AnyInstance(seed).Of(type);

            Assert.IsType<WireSerializer>(_one.Serialization.FindSerializerFor(message));
            Assert.Equal(Structure.Of(message), Structure.Of(_one.Over(message)));
        }
    }

    // Expect every word of every choice to have its own on the wire.
    [Fact]
    public void Every_word_has_its_own_on_the_wire()
    {
        var outward = typeof(EnumForms).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic)
            .Where(method => method.Name == "ToProto").ToList();

        Assert.True(outward.Count > 20);
        foreach (var method in outward)
        {
            var back = outward[0].DeclaringType!.GetMethod("ToDomain", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic, [method.ReturnType])!;
            foreach (object word in Enum.GetValues(method.GetParameters()[0].ParameterType))
            {
                Assert.Equal(word, back.Invoke(null, [method.Invoke(null, [word])]));
            }
        }
    }

    // Expect a message of another version to be refused with both versions, whatever it holds, and to be counted.
    [Fact]
    public void Another_version_is_refused_and_counted()
    {
        byte[] bytes = new Proto.Envelope { Version = 7, Body = ByteString.CopyFrom(0xff, 0xff) }.ToByteArray();

        var refused = Assert.Throws<SerializationException>(() => _one.Serializer.FromBinary(bytes, "ask"));

        Assert.Equal("the message \"ask\" is of version 7, where this member reads 3", refused.Message);
        Assert.Equal(1, _one.Refusals.Versions);
        Assert.Equal(1, _one.Refusals.All);
    }

    // Expect an envelope that bears no version to be of none, not of the present one.
    [Fact]
    public void No_version_is_another_version()
    {
        Assert.Throws<SerializationException>(() => _one.Serializer.FromBinary([], "ask"));

        Assert.Equal(1, _one.Refusals.Versions);
    }

    // Expect a message of a kind that nobody knows to be refused by its name, and to be counted.
    [Fact]
    public void An_unknown_kind_is_refused_and_counted()
    {
        var refused = Assert.Throws<SerializationException>(() => _one.Serializer.FromBinary([], "telegram"));

        Assert.Contains("\"telegram\"", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, _one.Refusals.Manifests);
    }

    // Expect a message between actors of a kind, and a word, that a newer member may know to be refused, not passed over.
    [Fact]
    public void What_a_newer_member_may_know_is_refused()
    {
        var message = new Proto.CrossMessage { To = 0, Message = new() };
        var note = new Proto.CrossMessage { Note = new() };
        var status = new Proto.RunStatus { State = (Proto.RunState)99 };

        Assert.Contains("a message between actors is of a kind that this member does not know", Refused("records", Records(message)), StringComparison.Ordinal);
        Assert.Contains("an entry of a ledger is of a kind that this member does not know", Refused("records", Records(note)), StringComparison.Ordinal);
        Assert.Contains("from lane to lane is of a kind that this member does not know", Refused("records", Records(new())), StringComparison.Ordinal);
        Assert.Contains("expected a RunState that this member knows, found 99", Refused("status", status), StringComparison.Ordinal);
        Assert.Equal(4, _one.Refusals.Garbled);
    }

    // Expect a message that is for nobody, or that arrives after the end of time, to be refused.
    [Fact]
    public void What_cannot_arrive_is_refused()
    {
        var power = new Proto.BootMessage { PowerOn = new() };

        Assert.Contains("expected the receiver of a message, found none", Refused("records", Records(new() { Message = power })), StringComparison.Ordinal);
        Assert.Contains(
            "expected a message that arrives", Refused("records", Records(new() { To = 0, SentNs = 1, TravelsNs = long.MaxValue, Message = power })), StringComparison.Ordinal);
    }

    // Expect a message without an arrival, a message to all and a note that arrives not to leave.
    [Theory]
    [InlineData(CrossMessage.Note, 1, true)]
    [InlineData(5, CrossMessage.Everybody, true)]
    [InlineData(5, 1, false)]
    public void What_is_half_a_note_does_not_leave(long arrivalNs, long to, bool isMessage)
    {
        object content = isMessage ? new SupervisorMessages.PowerOn() : new LedgerEntries.BootEnded(true);
        var records = new RunMessages.Records(new Fence("run", 1, 0), 1, [new CrossMessage(arrivalNs, 1, 1, 5, to, content)]);

        Assert.Throws<SerializationException>(() => _one.Serializer.ToBinary(records));
        Assert.Equal(1, _one.Refusals.Unwritable);
    }

    // Expect numbers that cannot be, and parts that are missing, to be refused with what was expected.
    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Contains("expected it.Fence, found none", Refused("end", new Proto.EndBlock()), StringComparison.Ordinal);
        Assert.Contains("found 4000000000", Refused("end", new Proto.EndBlock { Fence = new() { Block = 4_000_000_000 } }), StringComparison.Ordinal);
        Assert.Contains("found 18446744073709551615", Refused("status", new Proto.RunStatus { State = Proto.RunState.Waiting, Horizons = ulong.MaxValue }), StringComparison.Ordinal);
    }

    // Expect a message with a number below 0 where there is none not to leave, by name, and to be counted.
    [Fact]
    public void Nor_do_they_leave()
    {
        var refused = Assert.Throws<SerializationException>(() => _one.Serializer.ToBinary(new ClientMessages.RunStatus("run", RunState.Waiting, null, -1, 0, 0)));

        Assert.Contains("found -1", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, _one.Refusals.Unwritable);
    }

    // Expect a type of ours that has no form, and any other type, to find no serializer, by name: there is no fallback.
    [Theory]
    [InlineData(typeof(SupervisorMessages.PowerOn))]
    [InlineData(typeof(Fence))]
    [InlineData(typeof(Dictionary<string, string>))]
    public void What_has_no_form_does_not_cross(Type type)
    {
        var refused = Assert.ThrowsAny<SerializationException>(() => _one.Serialization.FindSerializerForType(type));

        Assert.Contains(type.Name, refused.Message, StringComparison.Ordinal);
    }

    // Expect bytes of Akka's serializers by reflection not to be read, however they come.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_written_by_reflection_is_not_read(int serializer)
    {
        byte[] json = "{\"$id\":\"1\",\"$type\":\"System.Version\"}"u8.ToArray();

        Assert.ThrowsAny<SerializationException>(() => _one.Serialization.Deserialize(json, serializer, "System.Version, mscorlib"));
        Assert.ThrowsAny<SerializationException>(() => _one.Serialization.Deserialize(json, UnboundSerializer.Number, ""));
    }

    private static Proto.Records Records(Proto.CrossMessage sent) => new() { Fence = new(), Sent = { sent } };

    private string Refused(string manifest, IMessage body)
    {
        byte[] bytes = new Proto.Envelope { Version = WireSerializer.FormatVersion, Body = body.ToByteString() }.ToByteArray();
        return Assert.Throws<SerializationException>(() => _one.Serializer.FromBinary(bytes, manifest)).Message;
    }
}
