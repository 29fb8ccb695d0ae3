using Google.Protobuf;
using NumaBoot.Actors;
using NumaBoot.Lanes;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What actors say to each other says the same on the other side.</summary>
public sealed class BootMessageFormsTests
{
    private const int InstancesPerType = 200;

    public static TheoryData<string> Types => [.. AnyInstance.MessageTypes.Select(type => type.FullName!)];

    // Expect every kind of message there is, with every field filled in at random, to come back with all it said.
    [Theory]
    [MemberData(nameof(Types))]
    public void Every_message_comes_back(string name)
    {
        var type = typeof(IBootMessage).Assembly.GetType(name)!;
        for (int seed = 1; seed <= InstancesPerType; seed++)
        {
            var message = (IBootMessage)new AnyInstance(seed).Of(type);

            AssertSame(message, Over(message));
        }
    }

    // Expect every message that is delivered in real boots, undisturbed and disturbed, to come back with all it said.
    [Theory]
    [InlineData("two-socket", "single-writer")]
    [InlineData("tiny2", "v1")]
    [InlineData("sockets-3", "v4.17")]
    [InlineData("n4-tracebuf", "v1")]
    [InlineData("n4-tracebuf", "v6.1")]
    public void What_a_boot_says_comes_back(string machine, string policy)
    {
        var watch = new WireWatch();

        var result = new BootRun { Observers = [watch] }.Run(Boots.Request(machine, policy));

        Assert.Equal(result.Deliveries, watch.Deliveries);
    }

    // Expect a request for pages, the end of a node's work and a note of an answer to cross in far less than 100 bytes on a
    // large machine.
    [Fact]
    public void What_crosses_often_is_small()
    {
        var cpu = ActorAddress.Cpu(4095, 262_143);
        var take = new ZoneMessages.TakePages(new RequestId(cpu, 900), 262_143, 0, 64, TakeMode.Counted, WatermarkCheck.Low, ZoneKind.Normal);
        var done = new SupervisorMessages.NodeWorkDone(4095, WorkPhase.Running, null);

        Assert.InRange(SizeOf(cpu, ActorAddress.Zone(new ZoneRef(4094, ZoneKind.Normal)), take), 40, 80);
        Assert.InRange(SizeOf(ActorAddress.Node(4095), ActorAddress.Supervisor, done), 20, 60);
        var note = new CrossMessage(CrossMessage.Note, (long)cpu.ToProto(), 900, 90_000_000_000, (long)cpu.ToProto(), new LedgerEntries.AnswerGiven(take.Id));
        Assert.InRange(note.ToProto().CalculateSize(), 20, 45);
    }

    private static int SizeOf(ActorAddress from, ActorAddress to, IBootMessage content)
    {
        var letter = new Letter(from, 1_000, content);
        return new CrossMessage(90_000_000_150, (long)from.ToProto(), 2_000, 90_000_000_000, (long)to.ToProto(), letter).ToProto().CalculateSize();
    }

    private static IBootMessage Over(IBootMessage message) => Proto.BootMessage.Parser.ParseFrom(message.ToProto().ToByteArray()).ToDomain();

    private static void AssertSame(IBootMessage sent, IBootMessage got)
    {
        Assert.Equal(sent.GetType(), got.GetType());
        Assert.Equal(Structure.Of(sent), Structure.Of(got));
        Assert.Equal(FingerprintOf(sent), FingerprintOf(got));
    }

    private static ulong FingerprintOf(IBootMessage message)
    {
        var fingerprint = default(Fingerprint);
        message.AddTo(ref fingerprint);
        return fingerprint.Value;
    }

    /// <summary>Sends each message that is delivered over the wire and compares what comes back.</summary>
    private sealed class WireWatch : IDeliveryObserver
    {
        public long Deliveries { get; private set; }

        public void Delivering(in Delivery delivery)
        {
            Deliveries++;
            var message = (IBootMessage)delivery.Message;
            if (message.GetType().Assembly == typeof(IBootMessage).Assembly)
            {
                AssertSame(message, Over(message));
            }
        }

        public void Delivered(in Delivery delivery)
        {
            // What counts is what was delivered.
        }
    }
}
