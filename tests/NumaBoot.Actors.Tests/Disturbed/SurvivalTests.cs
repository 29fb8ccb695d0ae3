using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Disturbed;

/// <summary>Boots with faults of every kind, under thousands of orders.</summary>
public sealed class SurvivalTests
{
    private const int Schedules = 2_000;

    // Expect nothing to break and nothing to get lost: whatever goes wrong, and in whatever order, memory ends as it does
    // without, and every kind of fault happens.
    [Theory]
    [InlineData("tiny")]
    [InlineData("tiny2")]
    [InlineData("tiny4")]
    public void The_single_writer_survives_all_of_it(string machine)
    {
        var request = DisturbedBoots.Request(machine);
        string sound = DisturbedBoots.Memory(DisturbedBoots.Run(request));

        var happened = RunAll(request, Schedules, result =>
        {
            Assert.True(result.Booted);
            Assert.Empty(result.Violations);
            Assert.Equal(sound, DisturbedBoots.Memory(result));
        });

        Assert.InRange(happened.Lost, Schedules, long.MaxValue);
        Assert.InRange(happened.Duplicated, Schedules, long.MaxValue);
        Assert.InRange(happened.Delayed, Schedules, long.MaxValue);
        Assert.InRange(happened.Crashed, Schedules, long.MaxValue);
        Assert.InRange(happened.Paused, Schedules, long.MaxValue);
        Assert.InRange(happened.Slowed, Schedules, long.MaxValue);
    }

    public static TheoryData<string> Policies => [.. InitPolicies.All.Select(policy => policy.Name)];

    // Expect every policy to boot and to keep what it claims; what it does not claim breaks without faults as well.
    [Theory]
    [MemberData(nameof(Policies))]
    public void Every_policy_keeps_its_claims(string policy) =>
        RunAll(DisturbedBoots.Request("tiny2", InitPolicies.Find(policy)), Schedules / 10, result =>
        {
            Assert.True(result.IsClean, string.Join("; ", result.BrokenClaims));
        });

    private static DisturbanceCounts RunAll(BootRequest request, int schedules, Action<BootResult> judge)
    {
        var boots = new BootChoosers(request, DisturbedBoots.Everything);
        using var subject = boots.MakeSubject();
        var happened = DisturbanceCounts.None;
        for (int seed = 1; seed <= schedules; seed++)
        {
            subject.Draw(seed);
            subject.Run(seed % 2 == 0 ? boots.Random(seed) : boots.Priority(seed));
            judge(subject.Last!);
            happened += subject.Last!.Happened;
        }

        return happened;
    }
}
