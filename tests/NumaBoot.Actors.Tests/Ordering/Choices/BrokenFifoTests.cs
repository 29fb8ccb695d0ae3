using Akka.Actor;
using NumaBoot.Ordering;
using Xunit;

namespace NumaBoot.Actors.Tests.Ordering.Choices;

/// <summary>An exhaustive search where even messages of one sender to one receiver lose their order.</summary>
public sealed class BrokenFifoTests
{
    //   ann --1,2,3--> box: in any order, 3 x 2 x 1
    // Expect the search to come to its end with the histories of every order there is, and only then with more than one.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 6)]
    public void One_sender(bool breaksFifo, int expected) => Agree(breaksFifo, expected, "ann");

    //   ann and bob --1,2,3--> box: two rows of three fold in 20 ways
    // Expect the same of two senders.
    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, 720)]
    public void Two_senders(bool breaksFifo, int expected) => Agree(breaksFifo, expected, "ann", "bob");

    private static void Agree(bool breaksFifo, int expected, params string[] senders)
    {
        var histories = new Histories(world => Fold(world, senders), breaksFifo);

        var plain = histories.Plain();

        Assert.Equal(expected, plain.Count);
        Assert.Equal(plain, histories.Tried());
        Assert.Equal(plain, histories.TriedUnreduced());
        Assert.Subset(plain, histories.ByChance());
    }

    private static string Fold(OrderedWorld world, string[] senders)
    {
        var box = world.Spawn(Doing.Noting(), "box");
        foreach (string name in senders)
        {
            world.Inject(
                world.Spawn(Doing.Props((_, _) =>
                {
                    for (int number = 1; number <= 3; number++)
                    {
                        box.Tell($"{name} {number}");
                    }
                }), name),
                "go");
        }

        world.Run();
        return string.Join("; ", world.StateOf<Doing>(box).Notes);
    }
}
