using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Simulation;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Actors.Tests.Calibration;

/// <summary>What ships as published is what was published.</summary>
public sealed partial class MeasurementsTests
{
    private static readonly string Folder = Path.Combine(Fixtures.Root, "tests", "fixtures", "measurements");

    // Expect every row of the padata table to be a round of a point of that machine, with its deviation, and no point more.
    [Fact]
    public void The_padata_points_are_those_of_the_table()
    {
        var published = Rows("padata_2020.csv")
            .Select(row => (Machine: row[2], Nodes: row[4], Cpus: row[5], GiB: row[6], Threads: row[7], Ms: row[10], Deviation: row[11]))
            .Order();

        var ours = Measurements.All.Where(machine => machine.Table == MeasuredMachine.Padata).SelectMany(machine => machine.Points.SelectMany(point =>
            point.RoundsMs.Zip(point.DeviationsMs, (ms, deviation) =>
                (machine.Name, Word(machine.Nodes), Word(machine.CpusPerNode), Word(machine.GibPerNode), Word(point.Threads), ms.ToString("0.0", CultureInfo.InvariantCulture), deviation.ToString("0.0", CultureInfo.InvariantCulture)))))
            .Order();

        Assert.Equal(published, ours);
    }

    // Expect every figure of another machine to stand in the rows of its source, as a value that was measured there, and no
    // machine to be without a row.
    [Theory]
    [InlineData("e5-2699v4", "Xeon E5-2699 v4 2.20GHz 88 CPUs")]
    [InlineData("e7-8895v3", "Xeon E7-8895 v3 2.60GHz 288 CPUs")]
    [InlineData("triplett", "Josh Triplett")]
    [InlineData("x13s", "x13s metal")]
    [InlineData("sa8775p", "SA8775p-ride VM")]
    [InlineData("ampere-r137", "Ampere R137-P31 VM")]
    [InlineData("hr330", "Ampere HR330 metal")]
    [InlineData("gorman-64g", "64G machine, 4 nodes")]
    [InlineData("gorman-1t", "1TB machine, 4 nodes")]
    [InlineData("duyck-384g", "384GB RAM + 3TB pmem per node")]
    [InlineData("rhel8-guest", "RHEL8 4.18 KVM guest")]
    [InlineData("zhang-guest", "Shile Zhang v3")]
    [InlineData("tatashin-12m", "Pavel Tatashin <20200403133549...>")]
    [InlineData("tatashin-10m", "Pavel Tatashin reply")]
    public void The_other_points_stand_in_the_rows_of_their_source(string name, string source)
    {
        string[][] rows = [.. Rows("other_measurements.csv").Where(row => row.Any(cell => cell.Contains(source, StringComparison.Ordinal)))];
        var published = rows.SelectMany(row => Number().Matches(row[5]).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture) * MsOf(row[6]))).ToList();

        var machine = Measurements.All.Single(machine => machine.Name == name);

        Assert.All(machine.Points.SelectMany(point => point.RoundsMs), ms => Assert.Contains(published, value => Math.Abs(value - ms) < 1e-6));
    }

    // Expect each machine to be held against a source.
    [Fact]
    public void No_machine_is_without_a_source()
    {
        const int withRows = 14;
        Assert.Equal(withRows, Measurements.All.Count(machine => machine.Table != MeasuredMachine.Padata));
        Assert.All(Measurements.All, machine => Assert.NotEmpty(machine.Source));
    }

    // Expect two machines of the table to be held out as wholes, each predicted with a profile that is fitted elsewhere.
    [Fact]
    public void Nothing_is_fitted_to_what_is_held_out()
    {
        MeasuredMachine[] held = [.. Measurements.All.Where(machine => machine.Table == MeasuredMachine.Padata && machine.IsHeldOut)];

        Assert.Equal(["zen16", "haswell14"], held.Select(machine => machine.Name), StringComparer.Ordinal);
        Assert.All(held, machine => Assert.Contains(
            Measurements.All, other => other != machine && other.Profile == machine.Profile && other.Points.Any(point => !point.HeldOut)));
    }

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => Field().Matches(line).Select(match => match.Groups[1].Value).ToArray());

    private static double MsOf(string unit) => unit switch
    {
        "s" => 1_000,
        "ns" => 1e-6,
        _ => 1,
    };

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?<=^|,)("(?:[^"]|"")*"|[^,]*)(?=,|$)""")]
    private static partial Regex Field();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
