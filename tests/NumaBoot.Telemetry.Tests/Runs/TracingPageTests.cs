using System.Reflection;
using System.Text.RegularExpressions;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Telemetry.Tests.Runs;

/// <summary>The page on traces names what there is.</summary>
public sealed partial class TracingPageTests
{
    // Expect every attribute to stand in a table, and no other.
    [Fact]
    public void Every_attribute_is_explained() =>
        Assert.Equal(Constants(typeof(TelemetryNames.Attributes)), Words(Page().Where(line => line.StartsWith("| `numaboot.", StringComparison.Ordinal))), StringComparer.Ordinal);

    // Expect every span to stand in the table, but for the root of further traces, which is in the text.
    [Fact]
    public void Every_span_is_explained()
    {
        var table = Page().SkipWhile(line => !line.StartsWith("| span |", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'));

        Assert.Equal(
            Constants(typeof(TelemetryNames.Spans)).Where(name => name != TelemetryNames.Spans.Continued),
            Words(table.Select(line => line.Split('|')[1])),
            StringComparer.Ordinal);
        Assert.Contains(Page(), line => line.Contains($"`{TelemetryNames.Spans.Continued}`", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Constants(Type names) =>
        names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal);

    // What is explained, not what the explanation mentions.
    private static IEnumerable<string> Words(IEnumerable<string> rows) =>
        rows.SelectMany(row => Quoted().Matches(row.StartsWith('|') ? row.Split('|')[1] : row)).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal);

    private static string[] Page() => File.ReadAllLines(Path.Combine(Fixtures.Root, "docs", "tracing.md"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
