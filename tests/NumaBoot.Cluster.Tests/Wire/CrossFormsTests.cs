using Google.Protobuf;
using NumaBoot.Lanes;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>What goes from lane to lane is the same on the other side: messages with their times, and notes, which have none.</summary>
public sealed class CrossFormsTests
{
    private const int InstancesPerType = 200;

    public static TheoryData<string> Entries => [.. AnyInstance.EntryTypes.Select(type => type.FullName!)];

    // Expect every kind of entry that a lane writes in the ledger of another, with every field filled in at random, to come
    // back with all it said, for one receiver or for all.
    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_entry_of_a_ledger_comes_back(string name)
    {
        var type = typeof(ILedgerEntry).Assembly.GetType(name)!;
        for (int seed = 1; seed <= InstancesPerType; seed++)
        {
            var any = new AnyInstance(seed);

            AssertSame(any.Note((ILedgerEntry)any.Of(type)));
        }
    }

    // Expect a message from lane to lane to keep its times, its sender and its turn.
    [Fact]
    public void What_crosses_keeps_its_times_and_its_turn()
    {
        for (int seed = 1; seed <= InstancesPerType; seed++)
        {
            AssertSame((CrossMessage)new AnyInstance(seed).Of(typeof(CrossMessage)));
        }
    }

    private static void AssertSame(CrossMessage sent)
    {
        var got = Proto.CrossMessage.Parser.ParseFrom(sent.ToProto().ToByteArray()).ToDomain();

        Assert.Equal(sent with { Message = "" }, got with { Message = "" });
        Assert.Equal(sent.Message.GetType(), got.Message.GetType());
        Assert.Equal(Structure.Of(sent), Structure.Of(got));
    }
}
