namespace NumaBoot.Machines;

/// <summary>A kernel log: what a file is taken for that is nothing else, since logs begin in many ways.</summary>
internal sealed class LogFormat : IMachineFormat
{
    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head) => true;

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) => KernelLogReader.Read(name, reader, NodeFiles.None);
}
