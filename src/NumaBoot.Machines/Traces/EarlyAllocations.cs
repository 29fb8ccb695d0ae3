namespace NumaBoot.Machines;

/// <summary>
/// Reads what a debugger wrote down of a kernel that could not trace yet: a line for each allocation, with the preferred
/// node that no trace has, and marks for the functions that it came by. Words are separated by tabs.
/// </summary>
internal static class EarlyAllocations
{
    private const string Allocated = "alloc";
    private const string Grown = "grow";
    private const string Marked = "mark";
    private const string Columns = "alloc GFP ORDER NODE NODEMASK PFN CALLER, separated by tabs";
    private const int LeastWords = 6;
    private const int MostWords = 8;

    /// <summary>The kernel functions that free a block.</summary>
    private static readonly string[] Freed = ["free_unref_page", "__free_pages_ok"];

    /// <summary>Whether a file that begins like this is such a list.</summary>
    public static bool Recognises(IReadOnlyCollection<InputLine> head) => head.Any(line =>
        line.Text.StartsWith("# alloc gfp order", StringComparison.Ordinal)
        || Freed.Append(Allocated).Append(Grown).Append(Marked).Any(word => line.Text.StartsWith($"{word}\t", StringComparison.Ordinal)));

    /// <summary>The allocations and frees of a list, all by the CPU that boots.</summary>
    /// <exception cref="MachineInputException">It holds none, or a line is not what it should be.</exception>
    public static TraceRecording Read(InputReader reader, TracedMachine machine)
    {
        var recording = new TraceRecording(reader.File);
        var callers = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.TryRead(out var line))
        {
            if (line.Text.Length > 0 && line.Text[0] != '#')
            {
                Read(line, recording, machine, callers);
            }
        }

        return recording.Events.Count > 0 ? recording : throw new MachineInputException(reader.File, 0, Columns, "no such line");
    }

    private static void Read(InputLine line, TraceRecording recording, TracedMachine machine, Dictionary<string, string> callers)
    {
        string[] words = line.Text.Split('\t', MostWords);
        switch (words[0])
        {
            case Allocated:
                Allocate(line, words, recording, machine, callers);
                break;
            case Marked when words.Length > 1:
                Mark(words[1], recording);
                break;
            case Grown:
                // What grows, and when, is for the simulation to find out.
                break;
            case var word when Freed.Contains(word, StringComparer.Ordinal):
                Free(line, words, recording, machine);
                break;
            default:
                throw line.Unexpected($"one of {Allocated}, {string.Join(", ", Freed)}, {Grown} and {Marked}");
        }
    }

    private static void Allocate(InputLine line, string[] words, TraceRecording recording, TracedMachine machine, Dictionary<string, string> callers)
    {
        if (words.Length < LeastWords || !GfpFlags.TryNumber(words[1], out var gfp) || !TraceNumbers.TrySmall(words[2], out int order)
            || !TraceNumbers.TrySmall(words[3], out int nid))
        {
            throw line.Unexpected(Columns);
        }

        machine.RequireOrder(line, order);
        machine.RequireNode(line, nid);
        recording.Restricted += words[4] == "-" ? 0 : 1;
        if (words[5] is "-" or "-1" or "0")
        {
            recording.Failed++;
            return;
        }

        if (!TraceNumbers.TryPfn(words[5], out long pfn))
        {
            throw line.Unexpected(Columns);
        }

        TracedMachine.RequireAligned(line, pfn, order);
        string caller = words.Length > LeastWords ? words[LeastWords] : "early boot";
        if (!callers.TryGetValue(caller, out string? label))
        {
            callers.Add(caller, label = caller);
        }

        recording.Add(line, new TracedEvent(IsFree: false, line.Number, machine.BootCpu, pfn, order)
        {
            Nid = nid,
            Gfp = gfp,
            Type = gfp.Type,
            Label = label,
        });
    }

    private static void Free(InputLine line, string[] words, TraceRecording recording, TracedMachine machine)
    {
        if (words.Length < 3 || !TraceNumbers.TryPfn(words[1], out long pfn) || !TraceNumbers.TrySmall(words[2], out int order))
        {
            throw line.Unexpected($"{words[0]} PFN ORDER, separated by tabs");
        }

        machine.RequireOrder(line, order);
        recording.Add(line, new TracedEvent(IsFree: true, line.Number, machine.BootCpu, pfn, order));
    }

    private static void Mark(string name, TraceRecording recording)
    {
        switch (name)
        {
            case "after setup_per_cpu_pageset":
                recording.Stages.AfterPageListsAt = recording.Events.Count;
                break;
            case "smp_init":
                recording.Stages.SmpInitAt = recording.Events.Count;
                break;
            case "page_alloc_init_late":
                recording.Stages.RunningAt = recording.Events.Count;
                break;
        }
    }
}
