using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary>The page on orders shows the code and the output of a sample that is run with the tests.</summary>
public sealed class OrderingPageTests
{
    private static readonly string Samples = Path.Combine(Fixtures.Root, "tests", "NumaBoot.Actors.Tests", "Ordering", "Samples");

    // Expect the tests on the page to be those of the sample, and what one is said to print to be what the sample is held to print.
    [Theory]
    [InlineData("test")]
    [InlineData("all")]
    public void The_code_of_the_page_is_that_of_the_sample(string mark)
    {
        string text = File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "ordering.md"));

        Assert.Contains($"```csharp\n{Marked(mark, indent: 4)}```\n", text, StringComparison.Ordinal);
        Assert.Contains(Told(), text, StringComparison.Ordinal);
    }

    // Expect all that a line of a failure may travel as to be explained.
    [Fact]
    public void The_page_explains_what_travels() => Assert.All(
        Enum.GetNames<NumaBoot.Ordering.ChannelKind>(),
        kind => Assert.Contains($"| `{kind.ToLowerInvariant()}` |", File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "ordering.md")), StringComparison.Ordinal));

    // Expect the actors on the page to be those of the sample.
    [Fact]
    public void The_actors_of_the_page_are_those_of_the_sample() => Assert.Contains(
        $"```csharp\n{Marked("actors", indent: 0, file: "Account.cs")}```\n", File.ReadAllText(Path.Combine(Fixtures.Root, "docs", "ordering.md")), StringComparison.Ordinal);

    // Expect the page to be found.
    [Fact]
    public void The_readme_leads_to_the_page() =>
        Assert.Contains("](docs/ordering.md)", File.ReadAllText(Path.Combine(Fixtures.Root, "README.md")), StringComparison.Ordinal);

    // As a code block of the page: without the quotes of the literal, indented by four.
    private static string Told() => string.Concat(Marked("told", indent: 8).Split('\n')
        .Where(line => line.Length > 0 && !line.StartsWith("\"\"\"", StringComparison.Ordinal))
        .Select(line => $"    {line}\n"));

    private static string Marked(string mark, int indent, string file = "AccountTests.cs")
    {
        string[] lines = File.ReadAllLines(Path.Combine(Samples, file));
        var marked = lines.SkipWhile(line => line.Trim() != $"// <{mark}>").Skip(1).TakeWhile(line => line.Trim() != $"// </{mark}>").ToList();
        Assert.NotEmpty(marked);
        return string.Concat(marked.Select(line => (line.Length > indent ? line[indent..] : line.Trim()) + "\n")).TrimEnd('\n') + "\n";
    }
}
