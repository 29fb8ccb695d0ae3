using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Zones in words, "node zone start spanned present" a line: of a kernel's own file, and of a machine.</summary>
internal static class SystemZones
{
    /// <summary>The populated zones that the kernel printed of a boot.</summary>
    public static string OfKernel(string boot) => string.Join('\n', Printed(boot));

    /// <summary>The populated zones that a kernel would lay over a machine.</summary>
    public static string OfMachine(MachineSpec machine) => string.Join(
        '\n',
        ZoneSizing.LayOut(
                machine.ToMemblock(), machine.Nodes.Select(node => node.Nid), machine.ZoneLimits,
                MovableParameters.From(KernelCommandLine.Parse(machine.CommandLine)), machine.Geometry)
            .SelectMany(node => node.Zones).Where(zone => zone.PresentPages > 0)
            .Select(zone => string.Create(CultureInfo.InvariantCulture, $"{zone.Nid} {zone.Kind.Name()} {zone.Span.Start} {zone.Span.Pages} {zone.PresentPages}")));

    private static IEnumerable<string> Printed(string boot)
    {
        string zone = "";
        string spanned = "";
        string present = "";
        foreach (string[] words in Fixtures.Read(boot, "zoneinfo.txt").Split('\n').Select(line => line.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)))
        {
            switch (words)
            {
                case ["Node", var nid, "zone", var kind]:
                    zone = $"{nid} {kind}";
                    break;
                case ["spanned", var pages]:
                    spanned = pages;
                    break;
                case ["present", var pages]:
                    present = pages;
                    break;
                case ["start_pfn:", var start] when present != "0":
                    yield return $"{zone} {start} {spanned} {present}";
                    break;
            }
        }
    }
}
