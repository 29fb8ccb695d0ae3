namespace NumaBoot.Machines;

/// <summary>
/// What stands before the kernel's own words in a log: quoting marks of a mail, the level of a raw log, what
/// <c>dmesg</c> writes by <c>-x</c> and <c>--time-format</c>, time and host of a journal in any of its short formats,
/// printk's time and caller.
/// </summary>
internal static class LogPrefix
{
    private const string Kernel = "kernel: ";
    private const int MaxJournalPrefixChars = 200;

    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly string[] Facilities = ["kern", "user", "mail", "daemon", "auth", "syslog", "lpr", "news", "uucp", "cron", "authpriv", "ftp"];
    private static readonly string[] Levels = ["emerg", "alert", "crit", "err", "warn", "notice", "info", "debug"];

    /// <summary>The kernel's own words, without blanks around them.</summary>
    public static ReadOnlySpan<char> Strip(ReadOnlySpan<char> line)
    {
        var rest = line.Trim();
        while (rest.StartsWith(">", StringComparison.Ordinal))
        {
            rest = rest[1..].TrimStart();
        }

        // One may follow the other: a journal holds what was printed with a level, a time and a caller.
        while (TrySkipLevel(ref rest) || TrySkipRecord(ref rest) || TrySkipFacility(ref rest) || TrySkipBracket(ref rest) || TrySkipJournal(ref rest) || TrySkipIsoTime(ref rest))
        {
        }

        return rest;
    }

    /// <summary><c>&lt;6&gt;</c>, as <c>dmesg -r</c> and <c>/dev/kmsg</c> have it.</summary>
    private static bool TrySkipLevel(ref ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return scanner.Skip("<") && scanner.TryNumber(out _) && scanner.Skip(">") && Shorten(ref text, scanner.Rest);
    }

    /// <summary><c>6,123,456789,-;</c>, as <c>/dev/kmsg</c> has it (<c>kernel/printk/printk.c: info_print_ext_header</c>).</summary>
    private static bool TrySkipRecord(ref ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        bool numbers = scanner.TryNumber(out _) && scanner.Skip(",") && scanner.TryNumber(out _) && scanner.Skip(",") && scanner.TryNumber(out _);
        return numbers && scanner.Skip(",") && scanner.SkipPast(";") && Shorten(ref text, scanner.Rest);
    }

    /// <summary><c>kern  :info  : </c>, as <c>dmesg -x</c> has it.</summary>
    private static bool TrySkipFacility(ref ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return TrySkipOneOf(ref scanner, Facilities) && TrySkipOneOf(ref scanner, Levels) && Shorten(ref text, scanner.Rest);
    }

    /// <summary>A word and a colon, with blanks between.</summary>
    private static bool TrySkipOneOf(ref TextScanner scanner, string[] words)
    {
        int colon = scanner.Rest.IndexOf(':');
        if (colon < 0)
        {
            return false;
        }

        var word = scanner.Rest[..colon].TrimEnd();
        foreach (string known in words)
        {
            if (word.SequenceEqual(known))
            {
                return scanner.SkipPast(":");
            }
        }

        return false;
    }

    /// <summary>
    /// <c>Nov 23 18:00:00 host kernel: </c>, <c>2026-11-23T18:00:00+0000 host kernel: </c>, <c>Mon 2026-11-23 18:00:00 UTC
    /// host kernel: </c>, <c>1795456800.123456 host kernel: </c>.
    /// </summary>
    private static bool TrySkipJournal(ref ReadOnlySpan<char> text)
    {
        bool dated = StartsWithAny(text, Months) || IsDate(text) || (StartsWithAny(text, Days) && IsDate(text[4..])) || IsTime(FirstWord(text));
        if (!dated && !text.StartsWith(Kernel, StringComparison.Ordinal))
        {
            return false;
        }

        var head = text[..Math.Min(text.Length, MaxJournalPrefixChars)];
        int at = head.IndexOf(Kernel, StringComparison.Ordinal);
        return at >= 0 ? Shorten(ref text, text[(at + Kernel.Length)..]) : TrySkipKernelPid(ref text, head);
    }

    /// <summary><c>kernel[1]: </c>, as some syslogs have it.</summary>
    private static bool TrySkipKernelPid(ref ReadOnlySpan<char> text, ReadOnlySpan<char> head)
    {
        const string kernel = " kernel[";
        int at = head.IndexOf(kernel, StringComparison.Ordinal);
        var scanner = new TextScanner(at < 0 ? [] : text[(at + kernel.Length)..]);
        return scanner.TryNumber(out _) && scanner.Skip("]: ") && Shorten(ref text, scanner.Rest);
    }

    /// <summary><c>2026-11-23T18:00:00,123456+00:00 </c>, as <c>dmesg --time-format iso</c> has it.</summary>
    private static bool TrySkipIsoTime(ref ReadOnlySpan<char> text)
    {
        var word = FirstWord(text);
        return IsDate(word) && word.Contains('T') && Shorten(ref text, text[word.Length..]);
    }

    /// <summary>
    /// <c>[    0.000000]</c>, <c>[    T0]</c>, <c>[Mon Nov 23 18:00:00 2026]</c>, and <c>[    0.000000] host kernel: </c> of
    /// a journal with the kernel's clock.
    /// </summary>
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

        var rest = text[(end + 1)..].TrimStart();
        var host = FirstWord(rest);
        var behind = rest[host.Length..].TrimStart();
        return Shorten(ref text, behind.StartsWith(Kernel, StringComparison.Ordinal) ? behind[Kernel.Length..] : rest);
    }

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        return scanner.TryNumber(out _) && scanner.Skip(".") && scanner.TryNumber(out _) && scanner.Rest.IsEmpty;
    }

    /// <summary><c>2026-11-23</c> and what follows.</summary>
    private static bool IsDate(ReadOnlySpan<char> text)
    {
        const string shape = "0000-00-00";
        if (text.Length <= shape.Length)
        {
            return false;
        }

        for (int at = 0; at < shape.Length; at++)
        {
            if (shape[at] == '0' ? !char.IsAsciiDigit(text[at]) : text[at] != shape[at])
            {
                return false;
            }
        }

        return true;
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

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> text)
    {
        int blank = text.IndexOf(' ');
        return blank < 0 ? text : text[..blank];
    }

    private static bool Shorten(ref ReadOnlySpan<char> text, ReadOnlySpan<char> rest)
    {
        text = rest.TrimStart();
        return true;
    }
}
