namespace NumaBoot.Machines;

/// <summary>QEMU's arguments: a line that calls it, or that begins with one of the options that describe a machine.</summary>
internal sealed class QemuFormat : IMachineFormat
{
    private static readonly string[] Options = ["-m ", "-smp ", "-numa ", "-machine ", "-M ", "-object ", "-nodefaults", "-cpu ", "-accel "];

    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head)
    {
        string? first = head.Select(line => line.Text.TrimStart()).FirstOrDefault(text => text.Length > 0 && text[0] != '#');
        return first is not null
            && (first.Split(' ', 2)[0].Contains("qemu", StringComparison.Ordinal) || Options.Any(option => first.TrimStart('-').StartsWith(option[1..], StringComparison.Ordinal) && first[0] == '-'));
    }

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) => QemuReader.Read(name, reader);
}
