using System.Collections.Immutable;

namespace NumaBoot.Simulation;

/// <summary>
/// What things cost on machines whose late init was published. Only the two costs of late init are a machine's own, fitted
/// by <see cref="ProfileFit"/> to <see cref="ProfileFit.Machines"/>; all others are those of <see cref="CostModel.Generic"/>. Where
/// nothing but one thread was fitted, the memory is the generic one, too.
/// </summary>
public static class CostProfiles
{
    /// <summary>All profiles, the generic one first.</summary>
    public static ImmutableArray<CostModel> All { get; } =
    [
        CostModel.Generic,
        Of("skylake", 17_210, 42_000),
        Of("broadwell", 21_250, 26_600),
        Of("haswell", 18_760, 23_200),
        Of("zen", 14_670, 17_200),
        Of("e5-2699v4", 90_650),
        Of("e7-8895v3", 38_350),
        Of("triplett", 11_540),
        Of("x13s", 13_820),
        Of("sa8775p", 7_620),
        Of("ampere-r137", 15_190),
        Of("hr330", 9_190),
        Of("gorman-64g", 59_760),
        Of("gorman-1t", 19_740),
        Of("duyck-384g", 9_970),
        Of("rhel8-guest", 84_870),
        Of("zhang-guest", 27_590),
        Of("tatashin-12m", 36_310),
        Of("tatashin-10m", 36_780),
    ];

    /// <summary>The profile of that name; null where there is none.</summary>
    public static CostModel? Find(string name) =>
        All.FirstOrDefault(profile => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase));

    private static CostModel Of(string name, long initialisePagePs, long? memmapBytesPerUs = null) => CostModel.Generic with
    {
        Name = name,
        InitialisePagePs = initialisePagePs,
        MemmapBytesPerUs = memmapBytesPerUs ?? CostModel.Generic.MemmapBytesPerUs,
    };
}
