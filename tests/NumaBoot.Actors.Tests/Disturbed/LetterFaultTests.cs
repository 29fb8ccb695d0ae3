using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>A letter between nodes that gets lost, comes twice or comes late changes nothing but the time it takes.</summary>
public sealed class LetterFaultTests
{
    private const long Late = 5_000;

    public static TheoryData<string, string> Kinds
    {
        get
        {
            var kinds = new TheoryData<string, string>();
            foreach (string policy in new[] { "single-writer", "v3" })
            {
                foreach (string kind in new[] { "lost", "duplicated", "delayed" })
                {
                    kinds.Add(kind, policy);
                }
            }

            return kinds;
        }
    }

    //   supervisor --1--> node 0     cpu 0 --1--> zone 1     zone 0 --1--> coordinator ...
    //              --2-->                  --2-->                   (v3: one writer for both nodes)
    //
    // Expect each single letter of a boot, and each receipt for one, to be able to go wrong in each way: it does so once,
    // and the boot keeps what its policy claims; where no order of messages may matter, memory ends as it does without.
    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_letter_can_go_wrong_for_good(string kind, string policy)
    {
        var request = DisturbedBoots.Request("tiny2", InitPolicies.Find(policy));
        string sound = DisturbedBoots.Memory(DisturbedBoots.Run(request));
        var letters = DisturbedBoots.Letters(request);
        Assert.InRange(letters.Length, 50, 150);

        foreach (var (from, to, number) in letters.SelectMany(letter => new[] { letter, (letter.To, letter.From, -letter.Number) }))
        {
            var fault = Fault(kind, from, to, number);
            var result = DisturbedBoots.Run(request, fault);

            Assert.True(result.IsClean, $"{fault}: {string.Join("; ", result.BrokenClaims)}");
            Assert.Equal(DisturbanceCounts.Of(fault), result.Happened);
            Assert.True(policy != "single-writer" || DisturbedBoots.Memory(result) == sound, $"{fault}: {DisturbedBoots.Memory(result)}");
        }
    }

    // Expect what cannot happen not to be counted: node 1 writes no thousandth letter, nobody writes to himself.
    [Theory]
    [InlineData("lost")]
    [InlineData("duplicated")]
    [InlineData("delayed")]
    public void A_letter_that_nobody_writes_does_not_go_wrong(string kind)
    {
        var request = DisturbedBoots.Request("tiny2");

        var result = DisturbedBoots.Run(
            request,
            Fault(kind, ActorAddress.Node(1), ActorAddress.Supervisor, 1000),
            Fault(kind, ActorAddress.Supervisor, ActorAddress.Supervisor, 1));

        Assert.Equal(DisturbanceCounts.None, result.Happened);
        Assert.True(result.IsClean);
    }

    // Expect a boot without faults in its letters to be the same to the byte whether others could go wrong in it or not, and
    // one in which letters can be lost to have more deliveries: receipts.
    [Fact]
    public void Only_where_letters_can_be_lost_there_are_receipts()
    {
        var request = DisturbedBoots.Request("tiny2");
        var plain = DisturbedBoots.Run(request);

        var paused = DisturbedBoots.Run(request, new PausedActor(ActorAddress.Node(0), 10, 10));
        var registered = DisturbedBoots.Run(request, Fault("lost", ActorAddress.Node(1), ActorAddress.Supervisor, 1000));

        Assert.Equal((plain.Digest, plain.Deliveries), (paused.Digest, paused.Deliveries));
        Assert.Equal(0, paused.Happened.Paused);
        Assert.InRange(registered.Deliveries, plain.Deliveries + 50, plain.Deliveries * 2);
    }

    // Expect a machine of real size, with page lists, borrowed workers and 16 CPUs, to come through as well.
    [Theory]
    [InlineData("single-writer")]
    [InlineData("v6.1")]
    public void A_real_machine_comes_through(string policy)
    {
        var request = Faults.FaultMachine.TwoSockets(InitPolicies.Find(policy)!);
        var draw = new DisturbanceDraw(request.Plan(), ScheduleOutline.Of(request));

        var result = DisturbedBoots.Run(request, [.. draw.Draw(new DisturbanceCounts { Lost = 40, Duplicated = 40, Delayed = 40, Crashed = 20 }, 1)]);

        Assert.True(result.IsClean, string.Join("; ", result.BrokenClaims));
        Assert.InRange(result.Happened.Lost, 20, 40);
        Assert.InRange(result.Happened.Duplicated, 20, 40);
        Assert.InRange(result.Happened.Delayed, 20, 40);
        Assert.InRange(result.Happened.Crashed, 10, 20);
    }

    private static Disturbance Fault(string kind, ActorAddress from, ActorAddress to, long number) => kind switch
    {
        "lost" => new LostLetter(from, to, number),
        "duplicated" => new DuplicatedLetter(from, to, number),
        _ => new DelayedLetter(from, to, number, Late),
    };
}
