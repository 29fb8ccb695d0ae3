namespace NumaBoot.Machines;

/// <summary>hwloc's XML, which begins as any XML does, with a declaration, a document type or its outermost element.</summary>
internal sealed class HwlocXmlFormat : IMachineFormat
{
    private static readonly string[] Beginnings = ["<?xml", "<!DOCTYPE", "<!--", "<topology"];

    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head) =>
        head.Select(line => line.Text.TrimStart()).FirstOrDefault(text => text.Length > 0) is { } first
        && Beginnings.Any(beginning => first.StartsWith(beginning, StringComparison.Ordinal));

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) => HwlocReader.ReadXml(name, reader);
}
