using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace NumaBoot.Acceptance.Tests;

/// <summary><c>numaboot calibrate</c> as a black box.</summary>
public sealed class CalibrateCommandTests
{
    private static readonly string[] Fields = ["machine", "threads", "publishedMs", "predictedMs", "errorPct", "heldOut"];

    // Expect the padata points, six machines, to be met within 10 % in the middle and 25 % at worst, with two machines that
    // nothing was fitted to, and the sums to follow from the points.
    [Fact]
    public void Published_times_are_met()
    {
        using var json = JsonDocument.Parse(Command.Run("calibrate", "--json", "-").Output);
        JsonElement[] points = [.. json.RootElement.GetProperty("points").EnumerateArray()];

        double[] errors = [.. points.Select(point => Math.Abs(point.GetProperty("errorPct").GetDouble())).Order()];
        Assert.Equal(42, points.Length);
        Assert.Equal((errors[20] + errors[21]) / 2, json.RootElement.GetProperty("medianErrorPct").GetDouble(), 0.001);
        Assert.Equal(errors[^1], json.RootElement.GetProperty("worstErrorPct").GetDouble(), 0.001);
        Assert.InRange(json.RootElement.GetProperty("medianErrorPct").GetDouble(), 0, 10);
        Assert.InRange(json.RootElement.GetProperty("worstErrorPct").GetDouble(), 0, 25);
        Assert.Equal(
            ["haswell14", "zen16"],
            points.Where(point => point.GetProperty("heldOut").GetBoolean()).Select(point => point.GetProperty("machine").GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.All(points, point => Assert.All(Fields, field => Assert.True(point.TryGetProperty(field, out _), field)));
        Assert.All(points, point => Assert.Equal(
            (point.GetProperty("predictedMs").GetDouble() / point.GetProperty("publishedMs").GetDouble() * 100) - 100, point.GetProperty("errorPct").GetDouble(), 0.05));
    }

    // Expect the table to have a line for each point, those of other sources with them, and the sums at its end.
    [Fact]
    public void The_table_has_every_point()
    {
        var result = Command.Run("calibrate");

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Equal(42 + 21, result.Output.Split('\n').Count(line => line.EndsWith("fitted", StringComparison.Ordinal) || line.Contains("held out", StringComparison.Ordinal) || line.Contains("fitted, ", StringComparison.Ordinal)) - 1);
        Assert.Matches("by threads: median error [0-9.]+ %, worst [0-9.]+ % over 42 points; held out: median [0-9.]+ %\n", result.Output);
    }

    // Expect a picture with a dot for each point over the published time, and two for each point over the threads.
    [Fact]
    public void The_plot_is_a_picture_with_every_point()
    {
        using var here = new Workplace();

        var result = here.Run("calibrate", "--plot", "plot.svg");

        var svg = XDocument.Parse(here.Read("plot.svg"));
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("svg", svg.Root!.Name.LocalName);
        const int ofOneThreadAtLeast = 42 - 6;
        const int legend = 2;
        Assert.Equal(42 + 21 + (2 * ofOneThreadAtLeast) + legend, svg.Descendants().Count(element => element.Name.LocalName == "circle"));
    }

    // Expect fitting once more to come to the profiles that are shipped.
    [Fact]
    public void The_profiles_are_what_a_fit_gives()
    {
        var result = Command.Run("calibrate", "--fit");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("\nskylake +17[0-9]{3} +4[0-9]{4}   skylake: Xeon Platinum 8167M", result.Output);
        Assert.Matches("\nhr330 +9[0-9]{3} +25000   hr330: ", result.Output);
        Assert.DoesNotContain("zen16", result.Output, StringComparison.Ordinal);
    }
}
