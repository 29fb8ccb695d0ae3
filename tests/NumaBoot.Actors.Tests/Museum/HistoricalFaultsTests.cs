using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Museum;

/// <summary>Each fault of the museum shows on its machine, soon and in few deliveries; its mended twin does not show it.</summary>
public sealed class HistoricalFaultsTests
{
    private const int Searches = 100;
    private const int Schedules = 1_000;
    private const int MostDeliveries = 15;
    private const int ShrunkSearches = 5;
    private const int TwinSchedules = 2_000;

    public static TheoryData<string> Names => [.. HistoricalFaults.All.Select(exhibit => exhibit.Name)];

    // Expect every choice that tells fault and twin apart to be a single one.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_one_choice_away_from_its_twin(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;

        var different = typeof(InitPolicy).GetProperties()
            .Where(property => property.PropertyType.IsEnum && !Equals(property.GetValue(exhibit.Policy), property.GetValue(exhibit.Twin)));

        Assert.Single(different);
    }

    // Expect fault and twin to be presets that the command line knows, and neither to claim what the fault breaks.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_and_its_twin_are_presets(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;

        Assert.Same(exhibit.Policy, InitPolicies.Find(exhibit.Name));
        Assert.Same(exhibit.Twin, InitPolicies.Find(exhibit.Twin.Name));
        Assert.DoesNotContain(exhibit.Invariant, exhibit.Policy.Claims);
    }

    // Expect half of 100 searches, each with seeds of its own, to find the fault within 1,000 schedules.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_is_found_within_a_thousand_schedules(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;

        int found = Enumerable.Range(0, Searches).Count(search => exhibit.Find(FirstSeed(search), Schedules) is not null);

        Assert.InRange(found, (Searches / 2) + 1, Searches);
    }

    // Expect the command that the page gives to show the fault in the very seed that it names.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_command_of_the_page_shows_the_fault(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;
        var found = exhibit.Find(1, Schedules)!;
        var order = exhibit.Order == SearchedOrder.Priority ? ExplorationOrder.Priority : ExplorationOrder.Random;
        var settings = new ExplorationSettings(exhibit.Request, order) { Disturbances = exhibit.Wanted, KeepsGoing = true, Schedules = found.Seed };

        var broken = new BootExploration(settings).Run().Broken.Single(broken => broken.Invariant == exhibit.Invariant);

        Assert.Equal((found.Seed, found.Failure.At), (broken.Seed, broken.Deliveries));
    }

    // Expect what a search finds to shrink to 15 deliveries at most, and to be replayed by what is recorded of it alone.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_fault_shrinks_to_few_deliveries_and_can_be_replayed(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;
        using var subject = exhibit.Choosers.MakeSubject();
        foreach (int search in Enumerable.Range(0, ShrunkSearches))
        {
            var found = exhibit.Find(FirstSeed(search), 10 * Schedules)!;
            var shrunk = new Shrinker(subject).Shrink(Trial.Of(subject, found)!);

            var again = Trial.Of(subject, new ReplayChooser(shrunk.Deviations), exhibit.Invariant.Name())!;

            Assert.InRange(shrunk.Length, 0, MostDeliveries);
            Assert.Equal(shrunk.Failure, again.Failure);
            Assert.Equal(string.Join('\n', shrunk.Chosen), string.Join('\n', again.Chosen));
        }
    }

    // Expect the same orders not to break the same invariant once the one choice is mended.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_mended_twin_does_not_show_it(string name)
    {
        var exhibit = HistoricalFaults.Find(name)!;
        var choosers = new BootChoosers(exhibit.TwinRequest, exhibit.Wanted);
        using var subject = choosers.MakeSubject();
        for (long seed = 1; seed <= TwinSchedules; seed++)
        {
            subject.Draw(seed);
            var chooser = seed % 2 == 0 ? choosers.Random(seed) : choosers.Priority(seed);

            Assert.DoesNotContain(subject.Run(chooser), failure => failure.Name == exhibit.Invariant.Name());
        }
    }

    private static long FirstSeed(int search) => (search * 1_000L) + 1;
}
