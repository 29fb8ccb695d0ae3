using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>The recorded boots as the tests of this folder want them.</summary>
internal static class Boots
{
    private static readonly Dictionary<string, MachineSpec> Specs = [];

    /// <summary>The names of all boots, for theories.</summary>
    public static TheoryData<string> All => [.. Fixtures.Boots];

    /// <summary>The machine of a boot, read from its folder once.</summary>
    public static MachineSpec Spec(string boot)
    {
        lock (Specs)
        {
            if (!Specs.TryGetValue(boot, out var spec))
            {
                Specs[boot] = spec = MachineFolder.Read(Fixtures.Boot(boot));
            }

            return spec;
        }
    }

    /// <summary>The lines of a boot's log.</summary>
    public static string[] Log(string boot) => Fixtures.Read(boot, "dmesg.txt").Split('\n');

    /// <summary>Bytes that are memory and reserved.</summary>
    public static long ReservedBytes(MachineSpec machine)
    {
        var map = machine.ToMemblock();
        return (long)map.Memory.TotalBytes - map.FreeRegions().Sum(free => (long)free.SizeBytes);
    }

    /// <summary>Free frames of a zone.</summary>
    public static long FreePages(MemblockMap map, ZoneLayout zone) =>
        map.FreeFrames(zone.Nid).Sum(frames => frames.Intersect(zone.Span).Pages);
}
