using System.Collections.Concurrent;
using NumaBoot.Actors.Tests.Boots;
using NumaBoot.Memory;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.Reports;

/// <summary>Recorded machines booted once each, for tests that look at what is printed of them.</summary>
internal static class RecordedBoots
{
    private static readonly ConcurrentDictionary<string, Lazy<BootResult>> Results = new(StringComparer.Ordinal);

    public static BootResult Of(string boot) =>
        Results.GetOrAdd(boot, name => new Lazy<BootResult>(() => BareBoot.Run(name, InitPolicies.V61))).Value;
}
