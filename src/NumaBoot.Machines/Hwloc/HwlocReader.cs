namespace NumaBoot.Machines;

/// <summary>
/// Reads a machine from what hwloc says of one: the XML that <c>lstopo</c> writes, or a synthetic description such as
/// <c>pack:2 [numa(memory=64GB)] core:16 pu:2</c>. Neither tells addresses: memory lies as <see cref="QemuReader"/> has it.
/// </summary>
public static class HwlocReader
{
    /// <summary>The machine of a synthetic description.</summary>
    /// <param name="name">What reports call the machine.</param>
    /// <param name="file">What messages call the text.</param>
    /// <param name="text">The description.</param>
    /// <exception cref="MachineInputException">It describes no machine.</exception>
    public static MachineSpec Read(string name, string file, string text)
    {
        using var reader = InputReader.Of(file, text);
        return ReadSynthetic(name, reader);
    }

    /// <summary>The machine of a synthetic description that is being read.</summary>
    internal static MachineSpec ReadSynthetic(string name, InputReader reader)
    {
        reader.MaxChars = InputLimits.MaxSmallChars;
        reader.LongLines = true;
        string text = reader.ReadToEnd().ReplaceLineEndings(" ").Trim();
        return HwlocSynthetic.Read(name, new InputLine(reader.File, 1, text));
    }

    /// <summary>The machine of XML that is being read.</summary>
    internal static MachineSpec ReadXml(string name, InputReader reader) => HwlocXmlReader.Read(name, reader);
}
