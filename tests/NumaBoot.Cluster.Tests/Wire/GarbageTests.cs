using System.Runtime.Serialization;
using FsCheck.Xunit;
using Google.Protobuf;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>Whatever bytes come, they are a message or they are refused; nothing else happens.</summary>
public sealed class GarbageTests : IDisposable
{
    private readonly OneSystem _one = new();

    public void Dispose() => _one.Dispose();

    // Expect any bytes at all, under any manifest, in an envelope or without one, to be read or refused.
    [Property(MaxTest = 2_000)]
    public void Any_bytes_are_read_or_refused(byte[] bytes, int form)
    {
        string manifest = WireForms.All[(int)((uint)form % WireForms.All.Length)].Manifest;

        ReadOrRefused(bytes, manifest);
        ReadOrRefused(InEnvelope(bytes), manifest);
    }

    // Expect every message that is cut off anywhere to be read or refused.
    [Fact]
    public void What_is_cut_off_is_read_or_refused()
    {
        foreach (var (bytes, manifest) in Messages(seed: 1))
        {
            byte[] body = Proto.Envelope.Parser.ParseFrom(bytes).Body.ToByteArray();
            for (int length = 0; length < Math.Min(bytes.Length, 600); length++)
            {
                ReadOrRefused(bytes[..length], manifest);
                ReadOrRefused(InEnvelope(body[..Math.Min(length, body.Length)]), manifest);
            }
        }
    }

    // Expect every message in which a few bytes are others to be read or refused: wrong words, numbers below 0, parts of
    // other sizes.
    [Fact]
    public void What_is_damaged_is_read_or_refused()
    {
        long refused = 0;
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            foreach (var (bytes, manifest) in Messages(seed % 10))
            {
                for (int damage = 1 + random.Next(3); damage > 0 && bytes.Length > 0; damage--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                refused += ReadOrRefused(bytes, manifest) ? 0 : 1;
            }
        }

        Assert.InRange(refused, 1, long.MaxValue);
        Assert.Equal(refused, _one.Refusals.All);
    }

    // Expect a letter in a letter, and so on without an end, to be refused rather than to end the process.
    [Fact]
    public void Letters_without_end_are_refused()
    {
        byte[] letters = [];
        for (int depth = 0; depth < 20_000; depth++)
        {
            letters = Nested(Nested(letters, field: 3), field: 1);
        }

        byte[] records = InEnvelope(Nested(Nested(letters, field: 6), field: 3));
        var refused = Assert.Throws<SerializationException>(() => _one.Serializer.FromBinary(records, "records"));

        Assert.Contains("too many levels of nesting", refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Nested(byte[] inner, int field)
    {
        using var stream = new MemoryStream();
        using var output = new CodedOutputStream(stream);
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(inner));
        output.Flush();
        return stream.ToArray();
    }

    private static byte[] InEnvelope(byte[] body) =>
        new Proto.Envelope { Version = WireSerializer.FormatVersion, Body = ByteString.CopyFrom(body) }.ToByteArray();

    private IEnumerable<(byte[] Bytes, string Manifest)> Messages(int seed) => WireForms.All.Select(form =>
    {
        object message = new AnyInstance(seed).Of(form.Type);
        return (_one.Serializer.ToBinary(message), form.Manifest);
    });

    /// <summary>Whether it was read; anything but that and a refusal fails the test.</summary>
    private bool ReadOrRefused(byte[] bytes, string manifest)
    {
        try
        {
            Assert.IsAssignableFrom<IWireMessage>(_one.Serializer.FromBinary(bytes, manifest));
            return true;
        }
        catch (SerializationException)
        {
            return false;
        }
    }
}
