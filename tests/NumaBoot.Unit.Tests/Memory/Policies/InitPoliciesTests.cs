using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Policies;

/// <summary>A policy is data, and a preset says what its kernel did.</summary>
public sealed class InitPoliciesTests
{
    // Expect the table of the design, row by row, for the kernels that grow.
    [Fact]
    public void Presets_choose_what_their_kernels_did()
    {
        Assert.Equal([TicketRule.Trusted, TicketRule.ReadByTheWriter, TicketRule.ComparedByTheWriter, TicketRule.ComparedByTheWriter, TicketRule.ComparedByTheWriter, TicketRule.None], Of(policy => policy.Ticket));
        Assert.Equal([PartialGrowthRule.Failure, PartialGrowthRule.Failure, PartialGrowthRule.Success, PartialGrowthRule.Success, PartialGrowthRule.Success, PartialGrowthRule.Success], Of(policy => policy.PartialGrowth));
        Assert.Equal([DisabledRule.Refused, DisabledRule.Refused, DisabledRule.TryAgain, DisabledRule.NotChecked, DisabledRule.NotChecked, DisabledRule.Waits], Of(policy => policy.AskedAfterDisable));
        Assert.Equal([EarlyCountRule.PerZone, EarlyCountRule.PerZone, EarlyCountRule.PerZone, EarlyCountRule.AnewInEachZone, EarlyCountRule.AnewInEachZone, EarlyCountRule.AnewInEachZone], Of(policy => policy.EarlyCount));
        Assert.Equal([DisableMoment.BeforeFanOut, DisableMoment.BeforeFanOut, DisableMoment.AfterAllNodes, DisableMoment.AfterAllNodes, DisableMoment.AfterAllNodes, DisableMoment.BeforeFanOut], Of(policy => policy.Disable));
        Assert.Equal([WriterScope.Machine, WriterScope.Machine, WriterScope.Node, WriterScope.Node, WriterScope.Node, WriterScope.Node], Of(policy => policy.Writer));
        Assert.Equal([InitJobRule.ClaimsAndLetsGo, InitJobRule.ClaimsAndLetsGo, InitJobRule.HoldsTheWriter, InitJobRule.ClaimsAndLetsGo, InitJobRule.ClaimsAndLetsGo, InitJobRule.ClaimsAndLetsGo], Of(policy => policy.InitJob));
        Assert.Equal([InterruptRule.Open, InterruptRule.Closed, InterruptRule.Closed, InterruptRule.Closed, InterruptRule.Closed, InterruptRule.Closed], Of(policy => policy.Interrupts));
        Assert.Equal([WorkerRule.OnePerNode, WorkerRule.OnePerNode, WorkerRule.OnePerNode, WorkerRule.OnePerCpu, WorkerRule.OnePerCpu, WorkerRule.OnePerCpu], Of(policy => policy.Workers));
        Assert.Equal([AskRule.EachRequest, AskRule.EachRequest, AskRule.EachRequest, AskRule.EachRequest, AskRule.EachRequest, AskRule.OncePerZone], Of(policy => policy.Asking));
    }

    // Expect the mended twin to be one or two words away from the fault, and nothing else to differ.
    [Fact]
    public void The_double_initialisation_is_one_word_of_v3() =>
        Assert.Equal(
            InitPolicies.V1,
            InitPolicies.V3 with
            {
                Name = "v1",
                Description = InitPolicies.V1.Description,
                Claims = InitPolicies.V1.Claims,
                Ticket = TicketRule.Trusted,
                Interrupts = InterruptRule.Open,
            });

    public static TheoryData<InitPolicy, InitPolicy, string> FieldTwins => new()
    {
        { FieldPolicies.FixedReserve, InitPolicies.StaticReserve, nameof(InitPolicy.BuiltEarly) },
        { FieldPolicies.UncountedReserve, InitPolicies.StaticReserve, nameof(InitPolicy.BuiltEarly) },
        { FieldPolicies.ListsOnce, InitPolicies.V417, nameof(InitPolicy.PageLists) },
        { FieldPolicies.ByRegion, InitPolicies.V58, nameof(InitPolicy.EarlyStop) },
        { FieldPolicies.FreedAfterLateInit, InitPolicies.V61, nameof(InitPolicy.FreedLate) },
    };

    // Expect a fault of the field to be one word away from its mended twin, or the twin from it.
    [Theory]
    [MemberData(nameof(FieldTwins))]
    public void A_fault_of_the_field_is_one_choice(InitPolicy policy, InitPolicy twin, string choice)
    {
        var different = typeof(InitPolicy).GetProperties().Where(property => property.PropertyType.IsEnum && !Equals(property.GetValue(policy), property.GetValue(twin)));

        Assert.Equal(choice, Assert.Single(different).Name);
    }

    // Expect a preset to be found by its name, and only by that.
    [Fact]
    public void Presets_are_found_by_name()
    {
        Assert.All(InitPolicies.All, policy => Assert.Same(policy, InitPolicies.Find(policy.Name)));
        Assert.All(MuseumPolicies.All, policy => Assert.Same(policy, InitPolicies.Find(policy.Name)));
        Assert.All(FieldPolicies.All, policy => Assert.Same(policy, InitPolicies.Find(policy.Name)));
        Assert.Distinct(InitPolicies.All.Concat(MuseumPolicies.All).Concat(FieldPolicies.All).Select(policy => policy.Name), StringComparer.OrdinalIgnoreCase);
        Assert.Null(InitPolicies.Find("v9"));
        Assert.Equal("single-writer", InitPolicies.Default.Name);
    }

    // Expect ours to claim every invariant there is.
    [Fact]
    public void Ours_claims_everything() => Assert.Equal(Invariants.All, InitPolicies.SingleWriter.Claims);

    private static IEnumerable<T> Of<T>(Func<InitPolicy, T> choice) =>
        new[] { "v1", "v3", "v4.17", "v5.8", "v6.1", "single-writer" }.Select(name => choice(InitPolicies.Find(name)!));
}
