using System.Globalization;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>Lines of a kernel log, stamped in seconds and microseconds.</summary>
internal sealed class LogWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    /// <param name="atNs">When, in virtual nanoseconds.</param>
    /// <param name="line">What, without the stamp.</param>
    public void Line(long atNs, FormattableString line)
    {
        long us = atNs / 1000;
        _text.Append(CultureInfo.InvariantCulture, $"[{us / 1_000_000,5}.{us % 1_000_000:000000}] ")
            .Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
    }

    public override string ToString() => _text.ToString();
}
