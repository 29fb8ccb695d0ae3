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
        var rows = File.ReadLines(Path.Combine(Folder, "padata_2020.csv")).Skip(1).Select(line => Field().Matches(line).Select(match => match.Groups[1].Value).ToArray());
        var published = rows
            .Select(row => (Machine: row[2], Nodes: row[4], Cpus: row[5], GiB: row[6], Threads: row[7], Ms: row[10], Deviation: row[11]))
            .Order();

        var ours = Measurements.All.Where(machine => machine.Table == MeasuredMachine.Padata).SelectMany(machine => machine.Points.SelectMany(point =>
            point.RoundsMs.Zip(point.DeviationsMs, (ms, deviation) =>
                (machine.Name, Word(machine.Nodes), Word(machine.CpusPerNode), Word(machine.GibPerNode), Word(point.Threads), ms.ToString("0.0", CultureInfo.InvariantCulture), deviation.ToString("0.0", CultureInfo.InvariantCulture)))))
            .Order();

        Assert.Equal(published, ours);
    }

    // Expect every figure of the other machines to stand in the table of its source.
    [Fact]
    public void The_other_points_stand_in_the_table_of_other_measurements()
    {
        string table = File.ReadAllText(Path.Combine(Folder, "other_measurements.csv"));
        double[] numbers = [.. Number().Matches(table).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

        // Some sources print nanoseconds, some seconds.
        Assert.All(
            Measurements.All.Where(machine => machine.Table != MeasuredMachine.Padata).SelectMany(machine => machine.Points).SelectMany(point => point.RoundsMs),
            ms => Assert.Contains(numbers, number => Math.Abs(number - ms) < 1e-6 || Math.Abs((number * 1000) - ms) < 1e-6 || Math.Abs((number / 1e6) - ms) < 1e-6));
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

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""(?<=^|,)("(?:[^"]|"")*"|[^,]*)(?=,|$)""")]
    private static partial Regex Field();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();
}
