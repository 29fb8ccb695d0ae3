using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Actors;

/// <summary>Messages between nodes are numbered, and one that comes twice is read once.</summary>
public sealed class LetterBoxTests
{
    private static readonly ActorAddress Node0 = ActorAddress.Node(0);
    private static readonly ActorAddress Node1 = ActorAddress.Node(1);
    private static readonly ActorAddress Zone1 = ActorAddress.Zone(new ZoneRef(1, ZoneKind.Normal));
    private static readonly NodeMessages.StartCpus Message = new();

    // Expect each receiver's letters to be counted for themselves: a receiver knows from the number alone what it has got.
    [Fact]
    public void Letters_are_counted_for_each_receiver()
    {
        var box = new LetterBox();

        Assert.Equal(
            [1L, 2L, 1L],
            [box.Write(Node0, Node1, Message).Number, box.Write(Node0, Node1, Message).Number, box.Write(Node0, Zone1, Message).Number]);
    }

    // Expect a letter to be read once, however often it comes; those behind it, and those of others, all the same.
    [Fact]
    public void A_letter_that_comes_twice_is_read_once()
    {
        var sender = new LetterBox();
        var receiver = new LetterBox();
        var first = sender.Write(Node0, Node1, Message);
        var second = sender.Write(Node0, Node1, Message);

        Assert.Same(Message, receiver.Read(first));
        Assert.Null(receiver.Read(first));
        Assert.Same(Message, receiver.Read(second));
        Assert.Null(receiver.Read(first));
        Assert.Same(Message, receiver.Read(first with { From = Zone1 }));
    }
}
