using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>The value of a QEMU option: words between commas, most of them <c>key=value</c>; a doubled comma is a comma.</summary>
internal sealed class QemuOption
{
    private readonly List<(string Key, string? Value)> _parts = [];
    private readonly InputLine _word;

    /// <summary>The parts of a value.</summary>
    public QemuOption(InputLine word)
    {
        _word = word;
        foreach (string part in word.Text.Replace(",,", "\u0001", StringComparison.Ordinal).Split(','))
        {
            string whole = part.Replace('\u0001', ',');
            int equals = whole.IndexOf('=', StringComparison.Ordinal);
            _parts.Add(equals < 0 ? (whole, null) : (whole[..equals], whole[(equals + 1)..]));
        }
    }

    /// <summary>The value as it was given.</summary>
    public string Text => _word.Text;

    /// <summary>The first part, if it has no key.</summary>
    public string? Head => _parts[0].Value is null ? _parts[0].Key : null;

    /// <summary>All values of a key in their order.</summary>
    public IEnumerable<string> All(string key) => _parts.Where(part => part.Key == key && part.Value is not null).Select(part => part.Value!);

    /// <summary>The last value of a key; null where there is none.</summary>
    public string? Last(string key) => All(key).LastOrDefault();

    /// <summary>The number of a key; null where there is none.</summary>
    /// <exception cref="MachineInputException">It is no number below the limit.</exception>
    public int? Number(string key, int limit) => Last(key) is { } value ? Number(value, key, limit) : null;

    /// <summary>A number that stands for a key.</summary>
    public int Number(string value, string key, int limit)
    {
        var scanner = new TextScanner(value);
        return scanner.TryNumberBelow(limit, out int number) && scanner.Rest.IsEmpty
            ? number
            : throw Unexpected($"{key}= with a number below {limit}", value);
    }

    /// <summary>
    /// A size in bytes, such as <c>2.5G</c>; without a suffix it counts in <paramref name="unitBytes"/>
    /// (<c>util/cutils.c: do_strtosz</c>).
    /// </summary>
    public ulong Size(string value, ulong unitBytes)
    {
        bool bare = value.Length > 0 && char.IsAsciiDigit(value[^1]);
        int point = value.IndexOf('.', StringComparison.Ordinal);
        ulong? bytes = point < 0 ? Whole(value.TrimEnd('B', 'b'), bare ? unitBytes : 1) : Fractional(value, bare ? unitBytes : null);
        return bytes ?? throw Unexpected("a size up to 4P such as 4G or 512M", value);
    }

    private static ulong? Whole(string value, ulong unitBytes)
    {
        var scanner = new TextScanner(value);
        bool known = MemorySize.TryTake(ref scanner, out ulong bytes) && scanner.Rest.IsEmpty;
        return known && bytes <= InputLimits.MaxAddress / unitBytes ? bytes * unitBytes : null;
    }

    /// <summary>Decimal digits around a point; of bytes there are no fractions.</summary>
    private static ulong? Fractional(string value, ulong? unitBytes)
    {
        string digits = unitBytes is null ? value[..^1] : value;
        ulong? unit = unitBytes ?? Whole($"1{value[^1]}", 1);
        bool known = decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number);
        return known && unit > 1 && number <= InputLimits.MaxAddress / unit.Value ? (ulong)(number * unit.Value) : null;
    }

    /// <summary>The complaint about this option.</summary>
    public MachineInputException Unexpected(string expected, string found) => _word.Unexpected(expected, found);
}
