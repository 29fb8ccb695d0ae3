using System.Buffers;
using System.Runtime.InteropServices;
using NumaBoot.Memory;

namespace NumaBoot.Machines;

/// <summary>
/// Reads kernel traces of <c>kmem:mm_page_alloc</c> and <c>kmem:mm_page_free</c>, and from what else they hold finds how far
/// the boot had come.
/// </summary>
internal sealed class KernelTrace
{
    private const string Allocated = "mm_page_alloc";
    private const string Freed = "mm_page_free";
    private const string Refilled = "mm_page_alloc_zone_locked";
    private const string SomeLine = "a line of a kernel trace (TASK-PID [CPU] TIME: EVENT: ...)";
    private const string LateInitTask = "pgdatinit";
    private const string WrittenHeader = "# entries-in-buffer/entries-written:";

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private readonly TracedMachine _machine;
    private readonly TraceRecording _recording;
    private readonly Dictionary<string, string> _tasks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _tasksBySpan;
    private readonly TraceStageFinder _stages;

    private KernelTrace(string file, TracedMachine machine)
    {
        _machine = machine;
        _recording = new TraceRecording(file);
        _tasksBySpan = _tasks.GetAlternateLookup<ReadOnlySpan<char>>();
        _stages = new TraceStageFinder(machine.BootCpu);
    }

    /// <summary>Whether a file that begins like this is a trace.</summary>
    public static bool Recognises(IReadOnlyCollection<InputLine> head) => head.Any(line =>
        line.Text.StartsWith("# tracer:", StringComparison.Ordinal) || IsPreamble(line.Text) || TraceLine.TryParse(line.Text, out _));

    /// <summary>The allocations and frees of a trace.</summary>
    /// <exception cref="MachineInputException">It holds none, or a line is not what it should be.</exception>
    public static TraceRecording Read(InputReader reader, TracedMachine machine)
    {
        var trace = new KernelTrace(reader.File, machine);
        while (reader.TryRead(out var line))
        {
            trace.Read(line);
        }

        var recording = trace._recording;
        if (recording.Events.Count == 0)
        {
            throw new MachineInputException(reader.File, 0, "events kmem:mm_page_alloc", "none");
        }

        trace._stages.Finish(recording);
        return recording;
    }

    private void Read(InputLine line)
    {
        if (IsBeside(line))
        {
            return;
        }

        if (!TraceLine.TryParse(line.Text, out var parsed))
        {
            throw line.Unexpected(SomeLine);
        }

        _machine.RequireCpu(line, parsed.Cpu);
        bool isLateInit = parsed.Task.StartsWith(LateInitTask, StringComparison.Ordinal);
        switch (parsed.Event)
        {
            case Allocated:
                _stages.Hear(parsed, isLateInit, _recording.Events.Count);
                _stages.HearAllocation(parsed.Cpu);
                Allocate(line, parsed);
                break;
            case Freed:
                _stages.Hear(parsed, isLateInit, _recording.Events.Count);
                Free(line, parsed);
                break;
            case Refilled:
                _stages.HearTaking(parsed, _recording.Events.Count);
                break;
        }
    }

    private void Allocate(InputLine line, TraceLine parsed)
    {
        var (pfn, order) = Block(line, parsed);
        if (!parsed.TryField("gfp_flags=", out var words))
        {
            throw line.Unexpected("gfp_flags= of an allocation");
        }

        if (pfn == 0)
        {
            _recording.Failed++;
            return;
        }

        TracedMachine.RequireAligned(line, pfn, order);
        var gfp = GfpFlags.OfWords(words, out var unknown);
        if (!unknown.IsEmpty && _recording.UnknownFlag.Length == 0)
        {
            _recording.UnknownFlag = unknown.ToString();
        }

        _recording.Add(line, new TracedEvent(IsFree: false, line.Number, parsed.Cpu, pfn, order)
        {
            TimeNs = parsed.TimeNs,
            Nid = _machine.NidOf(line, pfn),
            Gfp = gfp,
            Type = TypeOf(parsed, gfp),
            Label = Interned(parsed.Task),
        });
    }

    private void Free(InputLine line, TraceLine parsed)
    {
        var (pfn, order) = Block(line, parsed);
        _recording.Add(line, new TracedEvent(IsFree: true, line.Number, parsed.Cpu, pfn, order) { TimeNs = parsed.TimeNs });
    }

    /// <summary>The block of an event; pfn 0 where there was none to be had.</summary>
    private (long Pfn, int Order) Block(InputLine line, TraceLine parsed)
    {
        if (!parsed.TryField("order=", out var orderText) || !TraceNumbers.TrySmall(orderText, out int order))
        {
            throw line.Unexpected("order= with a number");
        }

        _machine.RequireOrder(line, order);
        if (parsed.TryField("page=", out var page) && page is "(null)" or "(nil)" or "0x(nil)" or "0x0" or "0000000000000000")
        {
            return (0, order);
        }

        return parsed.TryField("pfn=", out var pfnText) && TraceNumbers.TryPfn(pfnText, out long pfn)
            ? (pfn, order)
            : throw line.Unexpected("pfn= with a page frame number");
    }

    // High-order atomic reserves and the like are kept apart by the kernel, not by us.
    private static MigrateType TypeOf(TraceLine parsed, GfpFlags gfp) =>
        parsed.TryField("migratetype=", out var text) && TraceNumbers.TrySmall(text, out int type) && type < MigrateTypes.Count
            ? (MigrateType)type
            : gfp.Type;

    private string Interned(ReadOnlySpan<char> task)
    {
        ref string? known = ref CollectionsMarshal.GetValueRefOrAddDefault(_tasksBySpan, task, out _);
        return known ??= task.ToString();
    }

    /// <summary>Whether a line is none that something happened in: heads, stacks, and words about lost events.</summary>
    private bool IsBeside(InputLine line)
    {
        var text = line.Text.AsSpan().Trim();
        if (text.IsEmpty || text[0] == '#')
        {
            NoteWritten(text);
            return true;
        }

        if (text.StartsWith("CPU:") && text.IndexOf("[LOST ", StringComparison.Ordinal) is >= 0 and int at)
        {
            var scanner = new TextScanner(text[(at + "[LOST ".Length)..]);
            _recording.Lost += scanner.TryNumber(out long lost) ? Math.Min(lost, int.MaxValue) : 1;
            return true;
        }

        return IsPreamble(text) || IsStack(text);
    }

    private void NoteWritten(ReadOnlySpan<char> text)
    {
        var scanner = new TextScanner(text);
        if (!scanner.Skip(WrittenHeader))
        {
            return;
        }

        scanner.SkipBlanks();
        if (scanner.TryNumber(out long kept) && scanner.Skip("/") && scanner.TryNumber(out long written))
        {
            _recording.Lost += Math.Clamp(written - kept, 0, int.MaxValue);
        }
    }

    // trace-cmd begins with how many CPUs there are, and says of some that nothing happened there.
    private static bool IsPreamble(ReadOnlySpan<char> text) =>
        text.StartsWith("cpus=") || text.StartsWith("version =") || (text.StartsWith("CPU ") && text.EndsWith(" is empty"));

    // A task may be called as an address looks.
    // " => function", "<stack trace>", and perf's "ffffffff812f2a45 function+0x5 ([kernel.kallsyms])".
    private static bool IsStack(ReadOnlySpan<char> text)
    {
        const int digitsOfAnAddress = 8;
        return text.StartsWith("=>") || text.StartsWith("<stack trace>")
            || (text.IndexOfAnyExcept(HexDigits) is var end && (end < 0 ? text.Length : text[end] == ' ' ? end : 0) >= digitsOfAnAddress && !TraceLine.TryParse(text, out _));
    }
}
