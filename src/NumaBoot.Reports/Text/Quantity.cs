using System.Globalization;
using NumaBoot.Memory;

namespace NumaBoot.Reports;

/// <summary>Numbers as people read them.</summary>
public static class Quantity
{
    private static readonly string[] Units = ["KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>Pages as bytes, in the largest unit that leaves at least one whole when rounded.</summary>
    public static string Pages(long pages)
    {
        double size = MemoryGeometry.KiBOf(pages);
        int unit = 0;
        while (size >= WouldRoundTo(1024, decimals: 0) && unit < Units.Length - 1)
        {
            size /= 1024;
            unit++;
        }

        string format = size >= WouldRoundTo(100, decimals: 1) || size == Math.Floor(size) ? "0" : "0.0";
        return $"{size.ToString(format, CultureInfo.InvariantCulture)} {Units[unit]}";
    }

    // What prints as 1024 MiB is 1.0 GiB.
    private static double WouldRoundTo(int bound, int decimals) => bound - (0.5 * Math.Pow(10, -decimals));

    /// <summary>Nanoseconds as milliseconds, to a tenth.</summary>
    public static string Milliseconds(long ns) => $"{(ns / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} ms";

    /// <summary>Nanoseconds in the unit that suits them, to four digits.</summary>
    public static string Time(long ns) => ns switch
    {
        < 1_000 => $"{ns.ToString(CultureInfo.InvariantCulture)} ns",
        < 1_000_000 => $"{FourDigits(ns / 1e3)} µs",
        < 1_000_000_000 => $"{FourDigits(ns / 1e6)} ms",
        _ => $"{FourDigits(ns / 1e9)} s",
    };

    private static string FourDigits(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>A number with thousands set apart.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many of something.</summary>
    public static string Plural(long count, string noun) => Plural(count, noun, noun + "s");

    /// <summary>So many of something that does not take an s.</summary>
    public static string Plural(long count, string one, string many) => $"{Count(count)} {(count == 1 ? one : many)}";
}
