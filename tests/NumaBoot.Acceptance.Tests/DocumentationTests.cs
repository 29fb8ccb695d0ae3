using System.Text.Json;
using System.Text.RegularExpressions;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The pages under docs say what is so.</summary>
public sealed partial class DocumentationTests
{
    // Expect every property that a run and a failed run write to be described.
    [Theory]
    [InlineData("tiny", "v6.1")]
    [InlineData("examples/field-case.json", "static-reserve")]
    public void Every_property_of_the_json_is_described(string machine, string policy)
    {
        string page = Page("run-json.md");
        string argument = machine.Contains('/', StringComparison.Ordinal) ? Path.Combine(Fixtures.Root, machine) : machine;

        using var json = JsonDocument.Parse(Command.Run("run", argument, "--policy", policy, "--json", "-").Output);

        Assert.All(Names(json.RootElement), name => Assert.Matches($@"`{name}(\[\])?`", page));
    }

    // Expect every property that an exploration and a replay write to be described, of replay files as well.
    [Fact]
    public void Every_property_of_an_exploration_is_described()
    {
        using var here = new Workplace();
        using var explored = JsonDocument.Parse(here.Run("explore", "tiny", "--policy", "v1", "--replay-file", "r.json", "--json", "-").Output);
        using var replayed = JsonDocument.Parse(here.Run("replay", "r.json", "--json", "-").Output);
        using var recording = JsonDocument.Parse(here.Read("r.json"));

        Assert.All(Names(explored.RootElement).Concat(Names(replayed.RootElement)), name => Assert.Matches($@"`{name}(\[\])?`", Page("explore-json.md")));
        Assert.All(recording.RootElement.EnumerateObject(), property => Assert.Contains($"`{property.Name}`", Page("explore.md"), StringComparison.Ordinal));
    }

    // Expect every property that a comparison and a calibration write to be described.
    [Theory]
    [InlineData("compare.md", "compare", "tiny", "--json", "-")]
    [InlineData("calibrate.md", "calibrate", "--json", "-")]
    public void Every_property_of_a_table_is_described(string page, params string[] arguments)
    {
        using var json = JsonDocument.Parse(Command.Run(arguments).Output);

        Assert.All(Names(json.RootElement), name => Assert.Matches($@"`{name}(\[\])?`", Page(page)));
    }

    // Expect the picture of the page to be the one that the command draws, byte by byte.
    [Fact]
    public void The_picture_of_the_calibration_is_what_is_drawn() =>
        Assert.Equal(File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "images", "calibration.svg")), Command.Run("calibrate", "--plot", "-").Output);

    // Expect every option of a command to be on the page that tells how to use it.
    [Theory]
    [InlineData("explore")]
    [InlineData("compare")]
    [InlineData("calibrate")]
    public void Every_option_of_a_command_is_described(string command)
    {
        string page = Page($"{command}.md");
        var options = Option().Matches(Command.Run(command, "--help").Output).Select(match => match.Value).Where(option => option is not ("--help" or "--version"));

        Assert.All(options, option => Assert.Contains($"`{option}", page, StringComparison.Ordinal));
    }

    // Expect the table of claims to be what the presets claim.
    [Fact]
    public void The_claims_of_each_policy_are_those_of_the_presets()
    {
        string page = Page("policies.md");
        Assert.All(InitPolicies.All, policy => Assert.Contains($"| `{policy.Name}` | {policy.Description} |", page, StringComparison.Ordinal));
        Assert.All(FieldPolicies.All, policy => Assert.Contains($"| `{policy.Name}` | {policy.Description} |", page, StringComparison.Ordinal));
        Assert.All(MuseumPolicies.All, policy => Assert.Contains($"| `{policy.Name}` | {policy.Description} |", page, StringComparison.Ordinal));
        Assert.All(Invariants.All, invariant => Assert.Contains(
            $"| `{invariant.Name()}` | {string.Join(" | ", InitPolicies.All.Select(policy => policy.Claims.Contains(invariant) ? "yes" : ""))} |",
            page, StringComparison.Ordinal));
        Assert.All(Invariants.All, invariant => Assert.Contains($"| `{invariant.Name()}` |", Page("invariants.md"), StringComparison.Ordinal));
    }

    // Expect the machines and the workload that the pages show to be read, and to boot together.
    [Fact]
    public void The_json_of_the_pages_on_machines_and_workloads_boots()
    {
        var examples = JsonExamples(Page("machines.md"));
        examples.AddRange(JsonExamples(Page("workloads.md")));
        Assert.Equal(3, examples.Count);
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string machine = Path.Combine(folder, "machine.json");
            string workload = Path.Combine(folder, "workload.json");
            File.WriteAllText(machine, examples[0]);
            File.WriteAllText(workload, examples[2]);

            var result = Command.Run("run", machine, "--workload", workload);

            Assert.Equal(("", 0), (result.Error, result.ExitCode));
            Assert.StartsWith("numaboot  two nodes: 2 nodes, 8 CPUs, 16.0 GiB", result.Output, StringComparison.Ordinal);
            Assert.Contains("Movable", result.Output, StringComparison.Ordinal);
            File.WriteAllText(machine, examples[1]);
            result = Command.Run("run", machine);
            Assert.Equal(("", 0), (result.Error, result.ExitCode));
            Assert.Contains("1 node, 2 CPUs", result.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Expect the replay of a recorded boot to print what the page shows of it, and to tell on standard error what it left out.
    [Fact]
    public async Task The_replay_that_the_page_on_workloads_shows_is_what_is_printed()
    {
        string shown = Console().Match(Page("workloads.md")).Groups["shown"].Value;
        string[] lines = shown.TrimEnd().Split('\n');

        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. lines[0]["$ numaboot ".Length..].Split(' ')];
        var result = await Command.RunAsync("dotnet", arguments, Fixtures.Root, TimeSpan.FromMinutes(2));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(4, lines.Length);
        Assert.All(lines[1..], line => Assert.Contains(line, result.Output.Split('\n'), StringComparer.Ordinal));
        Assert.Contains("note: tests/fixtures/kernel-boots/n2-grow-trace/trace.txt.gz: 5519 frees (415852 pages)", result.Error, StringComparison.Ordinal);
    }

    // Expect every column of the table, and every phase, to be explained.
    [Fact]
    public void Every_word_of_the_summary_is_explained()
    {
        string page = Page("run-summary.md");
        string[] lines = Command.Run("run", "tiny").Output.Split('\n');
        string table = lines.Single(line => line.StartsWith("  node ", StringComparison.Ordinal));
        var phases = lines.Skip(1).TakeWhile(line => line != table).Select(line => line[..14].Trim());

        Assert.All(table.Split(' ', StringSplitOptions.RemoveEmptyEntries).Concat(phases), word => Assert.Contains($"`{word}`", page, StringComparison.Ordinal));
        Assert.Contains("](docs/run-summary.md)", File.ReadAllText(Path.Combine(Fixtures.Root, "README.md")), StringComparison.Ordinal);
    }

    // Expect links between pages to lead somewhere.
    [Fact]
    public void Links_lead_to_files_that_exist()
    {
        string[] pages = [Path.Combine(Fixtures.Root, "README.md"), .. Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "docs"), "*.md", SearchOption.AllDirectories)];
        foreach (string page in pages)
        {
            Assert.All(
                Link().Matches(File.ReadAllText(page)).Where(link => !link.Groups["target"].Value.Contains("://", StringComparison.Ordinal)),
                link => Assert.True(
                    Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link.Groups["target"].Value)), $"{page} links to {link.Groups["target"].Value}"));
        }
    }

    // Expect the names that input takes to be those that the page lists.
    [Fact]
    public void Built_in_machines_are_listed()
    {
        Assert.All(BuiltInMachines.Names, name => Assert.Contains($"`{name}`", Page("machines.md"), StringComparison.Ordinal));
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(Fixtures.Root, "docs", name));

    private static IEnumerable<string> Names(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Names(property.Value).Prepend(property.Name)).Distinct(StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Names).Distinct(StringComparer.Ordinal),
        _ => [],
    };

    private static List<string> JsonExamples(string page) => [.. Example().Matches(page).Select(match => match.Value)];

    [GeneratedRegex(@"^    \{\n(    .*\n)+?    \}$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```console\n(?<shown>(.*\n)+?)```$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Console();

    [GeneratedRegex(@"(?<=^  )--[a-z-]+", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"\]\((?<target>[^)#]+)\)")]
    private static partial Regex Link();
}
