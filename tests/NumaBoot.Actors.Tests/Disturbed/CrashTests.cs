using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>An actor that crashes is restarted, goes on where it was, and nobody notices.</summary>
public sealed class CrashTests
{
    private const int Moments = 12;

    // tiny2 is up after about 1.3 ms; all CPUs come up together in the middle of that.
    private const long BootNs = 1_300_000;

    public static TheoryData<string> Actors =>
        ["supervisor", "node 0", "node 1", "coordinator 0", "coordinator 1", "zone 0:Normal", "zone 1:Normal", "cpu 0", "cpu 1", "worker 0.0", "worker 1.0"];

    // Expect a crash at any moment of the boot to be counted, and the boot to come to the same end: the state of the actor
    // outlives it, and so do its children and all that is on its way to it.
    [Theory]
    [MemberData(nameof(Actors))]
    public void An_actor_that_crashes_goes_on_where_it_was(string name)
    {
        var request = DisturbedBoots.Request("tiny2");
        var sound = DisturbedBoots.Run(request);
        for (long moment = 0; moment <= Moments; moment++)
        {
            var result = DisturbedBoots.Run(request, new CrashedActor(AddressOf(name), moment * BootNs / Moments / 1_000));

            Assert.True(result.IsClean, string.Join("; ", result.Violations));
            Assert.Equal(new DisturbanceCounts { Crashed = 1 }, result.Happened);
            Assert.Equal(sound.Deliveries + 1, result.Deliveries);
            Assert.Equal(DisturbedBoots.Memory(sound), DisturbedBoots.Memory(result));
        }
    }

    // Expect a crash to leave a mark in the digest, and the same crash the same one.
    [Fact]
    public void Simulated_crashes_are_inputs()
    {
        var request = DisturbedBoots.Request("tiny2");
        var crash = new CrashedActor(AddressOf("zone 0:Normal"), 600);

        var result = DisturbedBoots.Run(request, crash);

        Assert.NotEqual(DisturbedBoots.Run(request).Digest, result.Digest);
        Assert.Equal(DisturbedBoots.Run(request, crash).Digest, result.Digest);
    }

    // Expect an actor that the boot does not have not to crash.
    [Theory]
    [InlineData("node 7")]
    [InlineData("coordinator")]
    [InlineData("worker 0.5")]
    public void Nobody_does_not_crash(string name)
    {
        var result = DisturbedBoots.Run(DisturbedBoots.Request("tiny2"), new CrashedActor(AddressOf(name), 0));

        Assert.Equal(DisturbanceCounts.None, result.Happened);
    }

    // Expect the writer of the whole machine to survive as well.
    [Fact]
    public void The_machines_only_writer_may_crash()
    {
        var result = DisturbedBoots.Run(DisturbedBoots.Request("tiny2", InitPolicies.V3), new CrashedActor(AddressOf("coordinator"), 600));

        Assert.Equal(1, result.Happened.Crashed);
        Assert.True(result.IsClean, string.Join("; ", result.Violations));
    }

    //   zone 0  |== built, free ==|   crash   |?|
    //
    // Expect a zone that forgets what it was to lose its pages; one that remembers to lose nothing.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_its_state_a_crash_shows(bool forgets)
    {
        var boot = new ForgetfulBoot(DisturbedBoots.Request("tiny2").Plan(), new CrashedActor(AddressOf("zone 0:Normal"), 30), forgets);

        var violations = boot.Run();

        Assert.Equal(1, boot.Crashes);
        Assert.Equal(forgets, violations.Contains(Invariant.PagesConserved));
        Assert.Equal(forgets, !violations.IsEmpty);
    }

    private static ActorAddress AddressOf(string name)
    {
        var words = name.Split(' ', ':', '.');
        int Number(int at) => int.Parse(words[at], System.Globalization.CultureInfo.InvariantCulture);
        return words[0] switch
        {
            "supervisor" => ActorAddress.Supervisor,
            "node" => ActorAddress.Node(Number(1)),
            "coordinator" => new ActorAddress(ActorRole.Coordinator, words.Length > 1 ? Number(1) : ActorAddress.Machine),
            "zone" => ActorAddress.Zone(new ZoneRef(Number(1), ZoneKind.Normal)),
            "cpu" => ActorAddress.Cpu(Number(1), Number(1)),
            _ => ActorAddress.Worker(Number(1), Number(2)),
        };
    }
}
