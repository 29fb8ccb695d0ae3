using System.Text;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Damages text in the ways that files are damaged; the same seed, the same damage, on every machine.</summary>
internal sealed class Damage(ulong seed)
{
    private static readonly string[] Garbage =
    [
        "0", "-1", "0x0", "0xffffffffffffffff", "99999999999999999999999", "4294967296", "2147483648", "[mem 0x0-0x0]", "[0x", "]", "\"", "'", "\\", "{", "}", "[", "null", "true", "1e999", "\u001b[2J", "\u00e4\u2028", "\ud800",
        "node 65535", "cpus=0-262143", "Early memory node ranges", "MEMBLOCK configuration:", " memory.cnt  = 0x0", "BIOS-e820: [mem 0x0-0xfffffffffffff] usable", "smp: Brought up 9 nodes, 999999 CPUs",
        ".... node  #7, CPUs:   #9999999", "Linux version 9", "K available (", "1E", "16E", "--", "=", ",", ":", "@", "$", "%",
    ];

    private ulong _state = (seed * 0x9e3779b97f4a7c15UL) | 1;

    /// <summary>A number below a limit.</summary>
    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 16) % (ulong)Math.Max(1, limit));
    }

    /// <summary>The text with one to four kinds of damage.</summary>
    public string Apply(string text)
    {
        for (int left = 1 + Below(4); left > 0; left--)
        {
            text = Below(10) switch
            {
                0 => text[..Below(text.Length + 1)],
                1 => text[Below(text.Length + 1)..],
                2 => Flip(text),
                3 => text.Insert(Below(text.Length + 1), Garbage[Below(Garbage.Length)]),
                4 => Below(8) == 0 ? text.Insert(Below(text.Length + 1), "\0") : text.Insert(Below(text.Length + 1), "\n"),
                5 => OnDigits(text),
                _ => OnLines(text),
            };
        }

        return text;
    }

    private string Flip(string text)
    {
        var letters = new StringBuilder(text);
        for (int left = Below(8); left > 0 && letters.Length > 0; left--)
        {
            letters[Below(letters.Length)] = (char)Below(Below(4) == 0 ? 0x3000 : 0x7f);
        }

        return letters.ToString();
    }

    /// <summary>A number somewhere becomes another, larger or smaller.</summary>
    private string OnDigits(string text)
    {
        int at = Below(text.Length + 1);
        while (at < text.Length && !char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        int end = at;
        while (end < text.Length && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }

        return text[..at] + Garbage[Below(7)] + text[end..];
    }

    private string OnLines(string text)
    {
        var lines = text.Split('\n').ToList();
        int at = Below(lines.Count);
        switch (Below(5))
        {
            case 0:
                lines.RemoveRange(at, Math.Min(lines.Count - at, 1 + Below(5)));
                break;
            case 1:
                lines.Insert(Below(lines.Count), lines[at]);
                break;
            case 2:
                int with = Below(lines.Count);
                (lines[at], lines[with]) = (lines[with], lines[at]);
                break;
            case 3:
                lines.Insert(at, Garbage[Below(Garbage.Length)]);
                break;
            default:
                lines[at] += lines[Below(lines.Count)];
                break;
        }

        return string.Join('\n', lines);
    }
}
