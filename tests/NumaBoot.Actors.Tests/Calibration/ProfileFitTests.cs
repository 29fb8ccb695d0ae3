using System.Collections.Immutable;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Calibration;

/// <summary>Costs are found from times.</summary>
public sealed class ProfileFitTests
{
    // Times that a machine with known costs would have, with one thread and with four.
    // Expect a fit that begins elsewhere to find these costs again.
    [Fact]
    public void A_fit_finds_the_costs_that_made_the_times()
    {
        var known = CostModel.Generic with { InitialisePagePs = 30_000, MemmapBytesPerUs = 10_000 };
        var machine = Machine([1, 2, 4]);
        machine = machine with { Points = [.. machine.Points.Select(point => point with { RoundsMs = [Calibrator.PredictMs(machine, point, known)] })] };

        var found = ProfileFit.Fit(machine, CostModel.Generic);

        Assert.InRange(found.InitialisePagePs, 29_000, 31_000);
        Assert.InRange(found.MemmapBytesPerUs, 9_500, 10_500);
    }

    // Expect points that are held out not to matter.
    [Fact]
    public void What_is_held_out_is_not_looked_at()
    {
        var machine = Machine([1, 4]);
        var points = machine.Points;

        var found = ProfileFit.Fit(machine with { Points = [points[0], points[1] with { HeldOut = true, RoundsMs = [7_777] }] }, CostModel.Generic);
        var alone = ProfileFit.Fit(machine with { Points = [points[0]] }, CostModel.Generic);

        Assert.Equal(alone, found);
        Assert.Equal(CostModel.Generic.MemmapBytesPerUs, found.MemmapBytesPerUs);
    }

    // Expect every profile that ships, but for the generic one, to belong to a machine that was measured.
    [Fact]
    public void Every_profile_belongs_to_a_machine() =>
        Assert.Equal(CostProfiles.All.Skip(1).Select(profile => profile.Name), ProfileFit.Machines.Select(machine => machine.Profile), StringComparer.Ordinal);

    // Expect the profiles that ship to be where a fit ends.
    [Theory]
    [InlineData("skylake")]
    [InlineData("zen")]
    [InlineData("x13s")]
    [InlineData("rhel8-guest")]
    public void The_profiles_that_ship_fit_best(string name)
    {
        var machine = ProfileFit.Machines.Single(machine => machine.Profile == name);
        var profile = CostProfiles.Find(name)!;

        var fitted = ProfileFit.Fit(machine, CostModel.Generic);

        Assert.InRange(profile.InitialisePagePs, fitted.InitialisePagePs * 0.98, fitted.InitialisePagePs * 1.02);
        Assert.InRange(profile.MemmapBytesPerUs, fitted.MemmapBytesPerUs * 0.96, fitted.MemmapBytesPerUs * 1.04);
    }

    // Two nodes of 8 GiB; what was measured does not matter until a test says so.
    private static MeasuredMachine Machine(ImmutableArray<int> threads) => new(
        "mine", "", "", "", 2, 8, 8, "v5.8", "", [.. threads.Select(count => new MeasuredPoint(count, [50], [], HeldOut: false))]);
}
