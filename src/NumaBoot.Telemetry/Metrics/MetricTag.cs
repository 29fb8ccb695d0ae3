namespace NumaBoot.Telemetry;

/// <summary>Labels of series, and what they may say.</summary>
internal static class MetricTag
{
    /// <summary>Bounds of histograms of virtual times, in seconds: from 100 ns to 10 s, three to a power of ten.</summary>
    public static IReadOnlyList<double> SecondsBounds { get; } =
    [
        1e-7, 2.5e-7, 5e-7, 1e-6, 2.5e-6, 5e-6, 1e-5, 2.5e-5, 5e-5, 1e-4, 2.5e-4, 5e-4, 1e-3, 2.5e-3, 5e-3, 1e-2, 2.5e-2, 5e-2,
        0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ];

    /// <summary>A label.</summary>
    public static KeyValuePair<string, object?> Of(string label, string value) => new(label, value);

    /// <summary>The label of a node.</summary>
    public static KeyValuePair<string, object?> OfNode(int nid) => new(TelemetryNames.Labels.Node, nid);

    /// <summary>A label for each value of an enum, in their order.</summary>
    public static KeyValuePair<string, object?>[] ForEach<TEnum>(string label, Func<TEnum, string> word)
        where TEnum : struct, Enum => [.. Enum.GetValues<TEnum>().Select(value => Of(label, word(value)))];

    /// <summary>Nanoseconds as seconds.</summary>
    public static double Seconds(long ns) => ns / 1e9;

    /// <summary>The word of a role: <c>supervisor</c>, <c>node</c> ...</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => Snake(value.ToString());

    private static string Snake(string name) => string.Concat(name.Select((letter, at) =>
        char.IsUpper(letter) ? $"{(at > 0 ? "_" : "")}{char.ToLowerInvariant(letter)}" : $"{letter}"));
}
