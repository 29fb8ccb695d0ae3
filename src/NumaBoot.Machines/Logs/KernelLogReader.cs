namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from the log of a kernel, as <c>dmesg</c>, a journal or a mail has it. With <c>memblock=debug</c> in
/// it the reservations are exact; without, see <see cref="ReservationEstimate"/>. Of several boots in one log the last
/// that tells where memory is counts.
/// </summary>
public static class KernelLogReader
{
    /// <summary>The machine of a log.</summary>
    /// <param name="name">What reports call the machine.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The log.</param>
    /// <exception cref="MachineInputException">It is no log of a boot, or it contradicts itself.</exception>
    public static MachineSpec Read(string name, string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return Read(name, reader, NodeFiles.None);
    }

    /// <summary>The machine of a log and of the files beside it.</summary>
    internal static MachineSpec Read(string name, InputReader reader, NodeFiles files)
    {
        var log = ReadLog(reader);
        log.Architecture.Require(reader.File);
        if (!log.HasMemory)
        {
            throw new MachineInputException(
                reader.File, 0, "the log of a kernel boot with a memory map (\"BIOS-e820:\", \"Early memory node ranges\")", "no memory map");
        }

        return LogMachine.Build(name, reader.File, log, files);
    }

    private static KernelLog ReadLog(InputReader reader)
    {
        var log = new KernelLog();
        var last = new InputLine(reader.File, 0, "");
        while (reader.TryRead(out var raw))
        {
            var words = LogPrefix.Strip(raw.Text);
            last = raw with { Text = words.Length == raw.Text.Length ? raw.Text : words.ToString() };
            if (last.Text.StartsWith("Linux version ", StringComparison.Ordinal) && log.HasMemory)
            {
                log = new KernelLog();
            }

            log.Take(last);
        }

        log.Memblock.Finish(last);
        return log;
    }
}
