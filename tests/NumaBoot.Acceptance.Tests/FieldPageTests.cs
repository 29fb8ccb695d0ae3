using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The page of the field cases, typed command by command.</summary>
public sealed class FieldPageTests
{
    private static readonly string Page = Path.Combine(Fixtures.Root, "docs", "field-cases.md");

    // Expect every command of the page, in its order and where the examples are, to succeed and to print what the page shows.
    [Fact]
    public void Every_command_of_the_page_works_as_printed()
    {
        using var here = new Workplace();
        string examples = Directory.CreateDirectory(Path.Combine(here.Folder, "examples", "field")).FullName;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Fixtures.Root, "examples", "field")))
        {
            File.Copy(file, Path.Combine(examples, Path.GetFileName(file)));
        }

        var commands = Readme.Parse(File.ReadAllLines(Page)).ToList();

        Assert.True(commands.Count > Directory.GetFiles(examples).Length, "a command for each machine, and more");
        Assert.All(commands, command => Assert.Equal((command.Output, "", 0), Typed(here.Shell(command.Line))));
    }

    // Expect the page to be found.
    [Fact]
    public void The_readme_leads_to_the_page() =>
        Assert.Contains("](docs/field-cases.md)", File.ReadAllText(Path.Combine(Fixtures.Root, "README.md")), StringComparison.Ordinal);

    private static (string? Output, string Error, int ExitCode) Typed(CommandResult result) => (result.Output, result.Error, result.ExitCode);
}
