using NumaBoot.TestFixtures;

namespace NumaBoot.Acceptance.Tests;

/// <summary>
/// The commands of the README, in their order: every line that is indented by four spaces and begins like a command, and
/// every <c>$ </c> line of a console block with the output that follows it.
/// </summary>
internal static class Readme
{
    private const string Indent = "    ";
    private const string Prompt = "$ ";

    private static readonly string[] Beginnings = ["dotnet ", "numaboot ", "export "];

    /// <summary>All commands.</summary>
    public static IReadOnlyList<ReadmeCommand> Commands { get; } = [.. Parse(File.ReadAllLines(Path.Combine(Fixtures.Root, "README.md")))];

    /// <summary>The commands of any page that is written like the README.</summary>
    public static IEnumerable<ReadmeCommand> Parse(string[] lines)
    {
        for (int at = 0; at < lines.Length; at++)
        {
            string line = lines[at];
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
            {
                var output = lines.Skip(at + 1)
                    .TakeWhile(next => !next.StartsWith(Prompt, StringComparison.Ordinal) && !next.StartsWith("```", StringComparison.Ordinal));
                yield return new ReadmeCommand(line[Prompt.Length..], string.Concat(output.Select(text => text + "\n")));
            }
            else if (line.StartsWith(Indent, StringComparison.Ordinal)
                && Array.Exists(Beginnings, beginning => line[Indent.Length..].StartsWith(beginning, StringComparison.Ordinal)))
            {
                yield return new ReadmeCommand(line[Indent.Length..], Output: null);
            }
        }
    }
}
