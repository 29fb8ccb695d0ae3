namespace NumaBoot.Machines;

/// <summary>
/// What stands before the kernel's own words in a log: quoting marks of a mail, the level of a raw log, date and host
/// of a journal, printk's time and caller.
/// </summary>
internal static class LogPrefix
{
    private const int MaxJournalPrefixChars = 200;

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>The kernel's own words, without blanks around them.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        var rest = line.Trim();
        while (rest.StartsWith(">", StringComparison.Ordinal))
        {
            rest = rest[1..].TrimStart();
        }

        rest = SkipJournal(SkipLevel(rest));
        rest = SkipLevel(rest);
        while (TrySkipBracket(ref rest))
        {
        }

        return rest;
    }

    /// <summary><c>&lt;6&gt;</c>, as <c>dmesg -r</c> and <c>/dev/kmsg</c> have it.</summary>
    private static ReadOnlySpan<char> SkipLevel(ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return scanner.Skip("<") && scanner.TryNumber(out _) && scanner.Skip(">") ? scanner.Rest.TrimStart() : text;
    }

    /// <summary><c>Nov 23 18:00:00 host kernel: </c> and <c>2026-11-23T18:00:00+0000 host kernel: </c>.</summary>
    private static ReadOnlySpan<char> SkipJournal(ReadOnlySpan<char> text)
    {
        const string kernel = "kernel: ";
        bool dated = StartsWithAny(text, Months) || (text.Length > 4 && char.IsAsciiDigit(text[0]) && text[4] == '-');
        if (!dated && !text.StartsWith(kernel, StringComparison.Ordinal))
        {
            return text;
        }

        int at = text[..Math.Min(text.Length, MaxJournalPrefixChars)].IndexOf(kernel, StringComparison.Ordinal);
        return at < 0 ? text : text[(at + kernel.Length)..].TrimStart();
    }

    /// <summary><c>[    0.000000]</c>, <c>[    T0]</c>, <c>[Mon Nov 23 18:00:00 2026]</c>.</summary>
    private static bool TrySkipBracket(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(']');
        if (end < 0 || text[0] != '[')
        {
            return false;
        }

        var inside = text[1..end].Trim();
        if (!IsTime(inside) && !IsCaller(inside) && !StartsWithAny(inside, Days))
        {
            return false;
        }

        text = text[(end + 1)..].TrimStart();
        return true;
    }

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return scanner.TryNumber(out _) && scanner.Skip(".") && scanner.TryNumber(out _) && scanner.Rest.IsEmpty;
    }

    /// <summary>The caller as <c>CONFIG_PRINTK_CALLER</c> prints it: a thread (T1) or a CPU (C0).</summary>
    private static bool IsCaller(ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return (scanner.Skip("T") || scanner.Skip("C")) && scanner.TryNumber(out _) && scanner.Rest.IsEmpty;
    }

    private static bool StartsWithAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (string word in words)
        {
            if (text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && text[word.Length] == ' ')
            {
                return true;
            }
        }

        return false;
    }
}
