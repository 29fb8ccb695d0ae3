using System.Globalization;

namespace NumaBoot.Machines;

/// <summary>
/// A line of a kernel trace, taken apart: as <c>/sys/kernel/tracing/trace</c> prints it
/// (<c>TASK-PID [CPU] flags time: event: fields</c>), as <c>trace-cmd report</c> does, with or without the flags, and as
/// <c>perf script</c> does (<c>TASK PID [CPU] time: kmem:event: fields</c>).
/// </summary>
internal readonly ref struct TraceLine
{
    private const long NsPerSecond = 1_000_000_000;

    // A task's name has 15 letters, all of which may be brackets.
    private const int MostBrackets = 64;

    /// <summary>The task's name.</summary>
    public ReadOnlySpan<char> Task { get; private init; }

    /// <summary>Its number; 0 is the idle task, which <c>start_kernel</c> is.</summary>
    public int Pid { get; private init; }

    /// <summary>Which CPU it ran on.</summary>
    public int Cpu { get; private init; }

    /// <summary>When, in nanoseconds; null where the trace's clock counts something else.</summary>
    public long? TimeNs { get; private init; }

    /// <summary>What happened, without the subsystem; empty where it is no event (functions, markers).</summary>
    public ReadOnlySpan<char> Event { get; private init; }

    /// <summary>All that follows.</summary>
    public ReadOnlySpan<char> Fields { get; private init; }

    /// <summary>Takes a line apart; false where it tells of nothing that happened.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TraceLine line)
    {
        line = default;
        int left = MostBrackets;
        for (int at = text.IndexOf('['); at >= 0 && left > 0; left--)
        {
            if (TryCpu(text[at..], out int cpu, out int length) && TryTask(text[..at], out var task, out int pid)
                && TryRest(text[(at + length)..], out line))
            {
                line = new TraceLine
                {
                    Task = task,
                    Pid = pid,
                    Cpu = cpu,
                    TimeNs = line.TimeNs,
                    Event = line.Event,
                    Fields = line.Fields,
                };
                return true;
            }

            int next = text[(at + 1)..].IndexOf('[');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    /// <summary>The text of a field, up to the next blank.</summary>
    /// <param name="name">Its name with the sign, as in <c>pfn=</c>.</param>
    /// <param name="value">What follows.</param>
    public bool TryField(ReadOnlySpan<char> name, out ReadOnlySpan<char> value)
    {
        var rest = Fields;
        for (int at = rest.IndexOf(name, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(name, StringComparison.Ordinal))
        {
            bool isWhole = at == 0 || rest[at - 1] == ' ';
            rest = rest[(at + name.Length)..];
            if (isWhole)
            {
                int end = rest.IndexOf(' ');
                value = end < 0 ? rest : rest[..end];
                return !value.IsEmpty;
            }
        }

        value = [];
        return false;
    }

    private static bool TryCpu(ReadOnlySpan<char> text, out int cpu, out int length)
    {
        int end = text.IndexOf(']');
        length = end + 1;
        cpu = 0;
        return end > 1 && int.TryParse(text[1..end], NumberStyles.None, CultureInfo.InvariantCulture, out cpu);
    }

    /// <summary><c>init-1</c>, <c>kworker/0:1-12</c>, with the group's number <c>init-1 (    1)</c>, or perf's <c>init     1</c> and <c>init 1/1</c>.</summary>
    private static bool TryTask(ReadOnlySpan<char> text, out ReadOnlySpan<char> task, out int pid)
    {
        var head = text.Trim();
        if (head.EndsWith(")"))
        {
            head = head[..Math.Max(0, head.LastIndexOf('('))].TrimEnd();
        }

        int at = head.LastIndexOfAnyExceptInRange('0', '9');
        task = [];
        pid = 0;
        if (at <= 0 || head[at] is not ('-' or ' ' or '/')
            || !int.TryParse(head[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out pid))
        {
            return false;
        }

        task = head[at] == '/' ? head[..at].TrimEnd("0123456789").TrimEnd() : head[..at].TrimEnd();
        return !task.IsEmpty;
    }

    /// <summary>Flags may come before the time, and nothing but flags.</summary>
    private static bool TryRest(ReadOnlySpan<char> text, out TraceLine line)
    {
        line = default;
        if (!TryWord(ref text, out var time) || (!time.EndsWith(":") && !TryWord(ref text, out time)) || !TryTime(time, out long? timeNs))
        {
            return false;
        }

        bool isEvent = TryWord(ref text, out var name) && name.EndsWith(":");
        name = isEvent ? name[..^1] : [];
        line = new TraceLine { TimeNs = timeNs, Event = name[(name.LastIndexOf(':') + 1)..], Fields = text.Trim() };
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> word, out long? timeNs)
    {
        timeNs = null;
        if (!word.EndsWith(":"))
        {
            return false;
        }

        var number = word[..^1];
        int point = number.IndexOf('.');
        if (point < 0)
        {
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }

        const int digits = 9;
        var fraction = number[(point + 1)..];
        if (!long.TryParse(number[..point], NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) || seconds > long.MaxValue / NsPerSecond - 1
            || fraction.Length > digits || !long.TryParse(fraction, NumberStyles.None, CultureInfo.InvariantCulture, out long part))
        {
            return false;
        }

        for (int length = fraction.Length; length < digits; length++)
        {
            part *= 10;
        }

        timeNs = (seconds * NsPerSecond) + part;
        return true;
    }

    private static bool TryWord(scoped ref ReadOnlySpan<char> text, out ReadOnlySpan<char> word)
    {
        text = text.TrimStart();
        int end = text.IndexOfAny(' ', '\t');
        word = end < 0 ? text : text[..end];
        text = text[word.Length..];
        return !word.IsEmpty;
    }
}
