using System.Globalization;
using System.Text;

namespace NumaBoot.Reports;

/// <summary>Lines of a kernel log, stamped in seconds and microseconds.</summary>
/// <param name="isStamped">False where there is no time to stamp them with, as <c>dmesg -t</c> prints them.</param>
internal sealed class LogWriter(bool isStamped)
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line.</summary>
    /// <param name="atNs">When, in virtual nanoseconds.</param>
    /// <param name="line">What, without the stamp.</param>
    public void Line(long atNs, FormattableString line)
    {
        if (isStamped)
        {
            long us = atNs / 1000;
            _text.Append(CultureInfo.InvariantCulture, $"[{us / 1_000_000,5}.{us % 1_000_000:000000}] ");
        }

        _text.Append(line.ToString(CultureInfo.InvariantCulture).TrimEnd()).Append('\n');
    }

    public override string ToString() => _text.ToString();
}
