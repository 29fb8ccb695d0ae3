namespace NumaBoot.Machines;

/// <summary>Our JSON: it begins with a brace.</summary>
internal sealed class JsonFormat : IMachineFormat
{
    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head) =>
        head.Select(line => line.Text.TrimStart()).FirstOrDefault(text => text.Length > 0)?[0] == '{';

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) => MachineJson.Read(reader);
}
