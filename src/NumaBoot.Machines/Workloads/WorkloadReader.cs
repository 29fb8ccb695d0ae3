namespace NumaBoot.Machines;

/// <summary>
/// Reads workloads from files of which the kind is recognised, gzip-compressed or not: our JSON, a kernel trace of
/// <c>kmem:mm_page_alloc</c> and <c>kmem:mm_page_free</c>, or a list of early allocations.
/// </summary>
public static class WorkloadReader
{
    private const string Kinds = "a workload: our JSON, a kernel trace of kmem:mm_page_alloc, or a list of early allocations";
    private const int HeadLines = 64;

    /// <summary>The workload of files, one after the other: what one allocates another may free.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="machine">The machine that does it.</param>
    /// <param name="recorded">The machine that traces were recorded on, where it is another: pages lay there, not here.</param>
    /// <exception cref="MachineInputException">One cannot be read, is no workload, makes no sense, or does not fit the machine.</exception>
    public static ReadWorkload ReadFiles(IReadOnlyList<string> paths, MachineSpec machine, MachineSpec? recorded = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(machine);
        var traced = new TracedMachine(machine, recorded ?? machine);
        var replay = new TraceReplay(traced);
        foreach (string path in paths)
        {
            using var reader = InputReader.OpenPacked(path);
            if (reader.FirstLetter() == '{')
            {
                replay.Add(WorkloadJson.Read(reader, machine));
            }
            else
            {
                replay.Add(Read(reader, traced));
            }
        }

        var workload = replay.ToWorkload();
        workload.Check(machine, paths.Count == 1 ? paths[0] : "workload");
        return new ReadWorkload(workload, [.. replay.Notes]);
    }

    private static TraceRecording Read(InputReader reader, TracedMachine machine)
    {
        var head = reader.Peek(HeadLines);
        if (EarlyAllocations.Recognises(head))
        {
            return EarlyAllocations.Read(reader, machine);
        }

        if (KernelTrace.Recognises(head))
        {
            return KernelTrace.Read(reader, machine);
        }

        var first = head.FirstOrDefault(line => line.Text.Length > 0);
        throw new MachineInputException(reader.File, first.Number, Kinds, PlainText.Quoted(first.Text));
    }
}
