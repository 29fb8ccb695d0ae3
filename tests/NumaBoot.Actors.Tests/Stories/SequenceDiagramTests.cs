using System.Text.RegularExpressions;
using NumaBoot.Reports;
using Xunit;

namespace NumaBoot.Actors.Tests.Stories;

/// <summary>A story as a diagram that Mermaid reads: held against the rules of its grammar.</summary>
public sealed partial class SequenceDiagramTests
{
    public static TheoryData<string> Names => StoryTellerTests.Names;

    // Expect nothing but statements that Mermaid has, every actor declared before it is used, every block closed.
    [Theory]
    [MemberData(nameof(Names))]
    public void It_keeps_to_the_grammar(string name)
    {
        var lines = SequenceDiagram.Write(StoryTellerTests.Of(name), showAll: true).TrimEnd('\n').Split('\n').Select(line => line.Trim()).ToList();
        var declared = new HashSet<string>(StringComparer.Ordinal);
        int open = 0;

        Assert.Equal("sequenceDiagram", lines[0]);
        foreach (string line in lines.Skip(1))
        {
            Assert.Matches(Statement(), line);
            Assert.DoesNotMatch(RawSign(), line == "end" ? "" : line.Split(": ", 2)[^1]);
            declared.UnionWith(Participant().Matches(line).Select(match => match.Groups["id"].Value));
            Assert.Empty(Used().Match(line).Groups["id"].Captures.Select(id => id.Value).Except(declared, StringComparer.Ordinal));
            open += line.StartsWith("rect ", StringComparison.Ordinal) ? 1 : line == "end" ? -1 : 0;
            Assert.InRange(open, 0, 1);
        }

        Assert.Equal(0, open);
    }

    // Expect an arrow for each delivery, numbered as in the text, and the break in a block of its own.
    [Fact]
    public void Arrows_are_numbered_as_in_the_text()
    {
        var story = BrokenOrders.Twice;
        string text = SequenceDiagram.Write(story);

        var arrows = Arrow().Matches(text).Select(match => match.Groups["number"].Value).ToList();

        Assert.Equal(
            string.Join(' ', story.Lines.Select(line => line.Number)), string.Join(' ', arrows));
        Assert.Contains(
            "    rect rgb(255, 220, 220)\n    coordinator->>zone1_2: 18. grows section 1 for cpu 0\n"
            + "    Note over zone1_2: initialises and frees section 1 AGAIN, under the pages of cpu 1\n    end\n",
            text,
            StringComparison.Ordinal);
    }

    // Expect signs that mean something to Mermaid, and the word that closes a block, to be shown as they are.
    [Fact]
    public void Signs_of_the_language_are_escaped()
    {
        var line = BrokenOrders.Twice.Lines[^1] with { What = "says \"50%\"; #1 <b>", Then = "the end, of {all}" };
        var story = BrokenOrders.Twice with { Lines = [line] };

        string text = SequenceDiagram.Write(story);

        Assert.Contains(": 18. says #34;50#37;#34;#59; #35;1 #60;b#62;\n", text, StringComparison.Ordinal);
        Assert.Contains(": the #101;nd, of #123;all#125;\n", text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(participant \w+ as .+|\w+->>\w+: \d+\. .+|Note over \w+(,\w+)?: .+|rect rgb\(\d+, \d+, \d+\)|end)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();

    [GeneratedRegex(@"#(?!\d+;)|(?<!#\d+);|[<>%{}""\\`]|\b[eE][nN][dD]\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RawSign();

    [GeneratedRegex(@"^participant (?<id>\w+) as ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Participant();

    [GeneratedRegex(@"^(Note over (?<id>\w+)(,(?<id>\w+))?|(?<id>\w+)->>(?<id>\w+)): ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();

    [GeneratedRegex(@"->>\w+: (?<number>\d+)\. ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();
}
