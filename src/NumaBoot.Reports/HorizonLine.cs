using System.Globalization;
using NumaBoot.Lanes;

namespace NumaBoot.Reports;

/// <summary>How many windows the lanes of a boot went through, and what bound them, in one line.</summary>
public static class HorizonLine
{
    private static readonly (PromiseKind Kind, string Words)[] Words =
    [
        (PromiseKind.NextDelivery, "a delivery that may send"),
        (PromiseKind.MessageUnderWay, "a message under way"),
        (PromiseKind.Gather, "a node that hears its own actors"),
        (PromiseKind.OwnWork, "work that the own node serves"),
        (PromiseKind.LateInit, "late init"),
        (PromiseKind.Nothing, "nothing"),
    ];

    /// <summary>The line, without an end of line.</summary>
    public static string Write(HorizonCounts horizons)
    {
        ArgumentNullException.ThrowIfNull(horizons);
        var bounds = Words.Where(word => horizons[word.Kind] > 0)
            .Select(word => string.Create(CultureInfo.InvariantCulture, $"{horizons[word.Kind]:N0} by {word.Words}"));
        string all = horizons.All == 1 ? "1 horizon" : string.Create(CultureInfo.InvariantCulture, $"{horizons.All:N0} horizons");
        return horizons.All == 0 ? all : $"{all}, bound {string.Join(", ", bounds)}";
    }
}
