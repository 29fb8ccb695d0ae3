using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The README says what is so: its commands work in a fresh clone, and print what it shows.</summary>
[Collection(FreshClone.Collection)]
public sealed class ReadmeTests(FreshClone clone)
{
    public static TheoryData<int, string> Commands
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (int at = 0; at < Readme.Commands.Count; at++)
            {
                data.Add(at, Readme.Commands[at].Line);
            }

            return data;
        }
    }

    // Expect each command to succeed, unless the reader is shown its exit code, and to print what the README shows.
    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_of_the_readme_works_as_printed(int at, string line)
    {
        var result = clone.ResultOf(at);

        bool codeIsShown = at + 1 < Readme.Commands.Count && Readme.Commands[at + 1].Line == "echo $?";
        Assert.True(result.ExitCode == 0 || codeIsShown, $"'{line}' ends with {result.ExitCode}:\n{result.Output}");
        if (Readme.Commands[at].Output is { } shown)
        {
            Assert.Equal(shown, result.Output, ignoreLineEndingDifferences: true);
        }
    }

    // Expect the second command of the README to run every test there is.
    [Fact]
    public void The_solution_holds_every_project()
    {
        string solution = File.ReadAllText(Path.Combine(Fixtures.Root, "Cluster.sln")).Replace('\\', '/');
        var projects = new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Fixtures.Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Fixtures.Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("tests/real/", StringComparison.Ordinal));

        Assert.Contains(Readme.Commands, command => command.Line == FreshClone.TestCommand);
        Assert.All(projects, path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    // Expect a failure to print a command that, pasted into a shell, fails in the same way.
    [Fact]
    public async Task The_command_that_a_failure_prints_shows_it_again()
    {
        string folder = Path.GetDirectoryName(clone.Tool)!;
        var first = await Shell($"./numaboot run ../../examples/field-case.json --policy static-reserve --cmdline \"quiet it's\"", folder);

        string command = first.Error.Split('\n').Single(text => text.StartsWith("reproduce: ", StringComparison.Ordinal))["reproduce: ".Length..];
        var second = await Shell($"PATH=\"$PWD:$PATH\"; {command}", folder);

        Assert.StartsWith("numaboot run ", command, StringComparison.Ordinal);
        Assert.Equal(1, first.ExitCode);
        Assert.Equal(first, second);
    }

    private static Task<CommandResult> Shell(string line, string folder) =>
        Command.RunAsync("bash", ["-c", line], folder, TimeSpan.FromMinutes(2));
}
