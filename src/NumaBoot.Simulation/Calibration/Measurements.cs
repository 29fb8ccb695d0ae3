using System.Collections.Immutable;
using System.Text.Json;

namespace NumaBoot.Simulation;

/// <summary>What was published of how long late init takes: figures that name their machine well enough to boot it here.</summary>
public static class Measurements
{
    private const string Resource = "measurements.json";

    /// <summary>All machines, in the order of the file.</summary>
    public static ImmutableArray<MeasuredMachine> All { get; } = Read();

    /// <summary>The file.</summary>
    public static string Text
    {
        get
        {
            using var stream = typeof(Measurements).Assembly.GetManifestResourceStream(Resource)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }

    private static ImmutableArray<MeasuredMachine> Read() =>
        JsonSerializer.Deserialize<MeasurementsDocument>(Text, JsonSerializerOptions.Web)!.Machines;

    private sealed record MeasurementsDocument(string Schema, ImmutableArray<MeasuredMachine> Machines);
}
