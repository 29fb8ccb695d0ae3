namespace NumaBoot.Machines;

/// <summary>A synthetic description of hwloc's: it begins with a level such as <c>pack:2</c> or with <c>[numa</c>.</summary>
internal sealed class HwlocSyntheticFormat : IMachineFormat
{
    /// <inheritdoc />
    public bool Recognises(IReadOnlyCollection<InputLine> head) =>
        head.Select(line => line.Text.TrimStart()).FirstOrDefault(text => text.Length > 0) is { } first && (IsAttached(first) || IsLevel(first));

    /// <inheritdoc />
    public MachineSpec Read(string name, InputReader reader) => HwlocReader.ReadSynthetic(name, reader);

    private static bool IsAttached(string first)
    {
        int end = 1;
        while (end < first.Length && char.IsAsciiLetter(first[end]))
        {
            end++;
        }

        return first[0] == '[' && HwlocKinds.TryParse(first[1..end], out var kind) && kind == HwlocKind.NumaNode;
    }

    // No log has a number right behind the colon of such a word.
    private static bool IsLevel(string first)
    {
        int colon = first.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < first.Length && char.IsAsciiDigit(first[colon + 1]) && HwlocKinds.TryParse(first[..colon], out _);
    }
}
