using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Cluster.Tests.Settings;

/// <summary>The page on clusters says what is so.</summary>
public sealed class ClusterPageTests
{
    // Expect every setting to stand in the table with its variable and its option, and nothing else to.
    [Fact]
    public void Every_setting_is_explained()
    {
        string page = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "cluster.md"));

        Assert.All(
            MemberSettingsReader.Names,
            name => Assert.Contains($"| `{name}` | `NUMABOOT_Member__{name}` | `{MemberSettingsReader.OptionOf(name)}` |", page, StringComparison.Ordinal));
        Assert.Equal(MemberSettingsReader.Names.Count, page.Split("| `NUMABOOT_Member__").Length - 1);
    }

    // Expect the defaults that the table names to be those that a member has.
    [Fact]
    public void The_defaults_are_those_of_the_table()
    {
        string page = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "cluster.md"));
        var usual = new MemberSettings();

        Assert.Equal(
            "4053 60s 127.0.0.1 8s 5s 15s",
            string.Join(' ', new[] { "Port", "JoinWithin", "Address", "AcceptablePause", "StableAfter", "DownAllAfter" }.Select(name => Default(page, name))));
        Assert.Equal(
            (4053, 60, "127.0.0.1", 8, 5, 15),
            (usual.Port, usual.JoinWithin.TotalSeconds, usual.Address, usual.AcceptablePause.TotalSeconds, usual.StableAfter.TotalSeconds, usual.DownAllAfter.TotalSeconds));
    }

    private static string Default(string page, string name) =>
        page.Split('\n').Single(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal)).Split('|')[4].Trim();
}
