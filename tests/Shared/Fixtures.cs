using System.Text.Json;

namespace NumaBoot.TestFixtures;

/// <summary>Finds the recorded boots, from wherever the tests run.</summary>
internal static class Fixtures
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of all recorded boots.</summary>
    public static string KernelBoots { get; } = Path.Combine(Root, "tests", "fixtures", "kernel-boots");

    /// <summary>The names of all recorded boots.</summary>
    public static IReadOnlyList<string> Boots { get; } =
        [.. Directory.EnumerateDirectories(KernelBoots).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The folder of one recorded boot.</summary>
    public static string Boot(string boot) => Path.Combine(KernelBoots, boot);

    /// <summary>The text of a file of a recorded boot.</summary>
    public static string Read(string boot, string file) => File.ReadAllText(Path.Combine(Boot(boot), file));

    /// <summary>The snapshots of a boot in their order, each the JSON of its line.</summary>
    public static IEnumerable<JsonElement> Snapshots(string boot) =>
        File.ReadLines(Path.Combine(Boot(boot), "snapshots.jsonl")).Where(line => line.Length > 0)
            .Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>The first snapshot that was taken at a point, by the kernel function that names it.</summary>
    public static JsonElement Snapshot(string boot, string at) =>
        Snapshots(boot).First(snapshot => snapshot.GetProperty("at").GetString() == at);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("the tests run outside of the repository");
    }
}
