namespace NumaBoot.Machines;

/// <summary>A journal as <c>journalctl -o json</c> prints it: recognised so that it is not taken for our JSON, and refused.</summary>
internal sealed class JournalJsonFormat : IMachineFormat
{
    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head) =>
        head.Any(line => line.Text.Contains("\"__CURSOR\"", StringComparison.Ordinal) || line.Text.Contains("\"_TRANSPORT\"", StringComparison.Ordinal))
        && head.First(line => line.Text.Length > 0).Text.TrimStart().StartsWith('{');

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) =>
        throw new MachineInputException(reader.File, 1, "a log as text, as journalctl -k -o short-monotonic prints it", "the JSON of a journal");
}
