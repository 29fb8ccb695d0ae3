using System.Xml;
using NumaBoot.Machines;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>What hwloc wrote of some machines; see the README beside the files.</summary>
internal static class HwlocFixtures
{
    /// <summary>The files that were made of a synthetic description.</summary>
    public static TheoryData<string> Synthetic => [.. Names.Where(name => Description(name) is not null)];

    /// <summary>The files that were made of recorded boots.</summary>
    public static TheoryData<string> Boots => [.. Names.Where(name => Description(name) is null)];

    private static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.xml").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(Fixtures.Root, "tests", "fixtures", "hwloc");

    /// <summary>Where a file is.</summary>
    public static string PathOf(string name) => Path.Combine(Folder, name + ".xml");

    /// <summary>The machine of a file.</summary>
    public static MachineSpec Read(string name) => MachineReader.Read(PathOf(name));

    /// <summary>The description that hwloc noted in a file; null where it was made of something else.</summary>
    public static string? Description(string name)
    {
        using var xml = XmlReader.Create(PathOf(name), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        while (xml.ReadToFollowing("info"))
        {
            if (xml.GetAttribute("name") == "SyntheticDescription")
            {
                return xml.GetAttribute("value");
            }
        }

        return null;
    }
}
