using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using NumaBoot.Unit.Tests.Machines;
using Xunit;

namespace NumaBoot.Unit.Tests.Recordings;

/// <summary>Whatever a replay file holds, it is delivered, told to be another boot's, or refused in one line.</summary>
public sealed class ReplayDamageTests
{
    private const int Damages = 400;

    // Expect a recording or one line for each value of each property and element.
    [Fact]
    public void Every_value_of_a_replay_file_may_be_anything() =>
        JsonDamage.Replace(ReplayFile.Write(Recorded.Everything), text => ReplayFile.Read("x.json", text), isSealed: true);

    // Expect the same of a text that is damaged as files are, and what is understood to be delivered or told to be another.
    [Fact]
    public void A_damaged_replay_file_never_crashes()
    {
        var machine = BuiltInMachines.Tiny;
        var request = new BootRequest(machine, InitPolicies.V1, machine.OwnWorkload!);
        string text = ReplayFile.Write(new BootExploration(new ExplorationSettings(request, ExplorationOrder.Random)).Run().Broken[0].Recording);
        int understood = 0;
        for (ulong seed = 1; seed <= Damages; seed++)
        {
            understood += Answers.Of($"{seed}", () => Deliver(ReplayFile.Read("x.json", new Damage(seed).Apply(text)))) ? 1 : 0;
        }

        Assert.InRange(understood, 1, Damages / 2);
    }

    private static void Deliver(BootRecording recording)
    {
        try
        {
            BootReplay.Run(recording);
        }
        catch (Exception other) when (other is ReplayMismatchException or ReplayDivergedException)
        {
            Assert.DoesNotContain('\0', other.Message);
        }
    }
}
