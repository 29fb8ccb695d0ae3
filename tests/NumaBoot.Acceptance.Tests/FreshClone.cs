using System.Globalization;
using System.Text;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>
/// A reader who has just cloned the repository and types every command of the README, one after the other, in one shell.
/// </summary>
public sealed class FreshClone : IAsyncLifetime
{
    /// <summary>Those who read in the same clone: it is made once.</summary>
    public const string Collection = "fresh clone";

    /// <summary>The tests of the README's second command are this very run.</summary>
    public const string TestCommand = "dotnet test Cluster.sln";

    private static readonly HashSet<string> NotCloned = new(StringComparer.Ordinal) { ".git", "bin", "obj", "artifacts", "TestResults" };
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly List<CommandResult> _results = [];

    /// <summary>Where the clone is.</summary>
    public string Folder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "numaboot");

    /// <summary>The command as the README installs it.</summary>
    public string Tool => Path.Combine(Folder, "artifacts", "tool", "numaboot");

    public async Task InitializeAsync()
    {
        Copy(new DirectoryInfo(Fixtures.Root), Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "..", "type.sh"), Script());
        await Command.RunAsync("bash", [Path.Combine(Folder, "..", "type.sh")], Folder, Patience);
        for (int at = 0; at < Readme.Commands.Count; at++)
        {
            string[] parts = [.. new[] { "exit", "out" }.Select(kind => Path.Combine(Folder, "..", $"{kind}.{at}"))];
            _results.Add(File.Exists(parts[0])
                ? new CommandResult(int.Parse(await File.ReadAllTextAsync(parts[0]), CultureInfo.InvariantCulture), await File.ReadAllTextAsync(parts[1]), "")
                : throw new InvalidOperationException($"the shell never came to '{Readme.Commands[at].Line}'"));
        }
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Path.GetDirectoryName(Folder)!, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>What the command at that place of the README did.</summary>
    internal CommandResult ResultOf(int at) => _results[at];

    private static string Script()
    {
        var script = new StringBuilder("export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1\ncode=0\n");
        for (int at = 0; at < Readme.Commands.Count; at++)
        {
            string line = Readme.Commands[at].Line;
            string typed = line == TestCommand ? "true" : line;
            script.Append(CultureInfo.InvariantCulture, $"(exit $code); {{ {typed}\n}} >../out.{at} 2>&1 </dev/null; code=$?; echo $code >../exit.{at}\n");
        }

        return script.ToString();
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => !NotCloned.Contains(folder.Name)))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
