namespace NumaBoot.Machines;

/// <summary>The real boot that ships inside: 4 nodes, 8 CPUs, 8 GiB, and trace buffers that make every node grow.</summary>
internal static class RecordedMachine
{
    /// <summary>Its name.</summary>
    public const string Name = "n4-tracebuf";

    /// <summary>The machine of the recorded log and of the files beside it.</summary>
    public static MachineSpec Read()
    {
        const string folder = Name + "/";
        var assembly = typeof(RecordedMachine).Assembly;
        string[] files = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Select(name => name[folder.Length..])];
        return MachineFolder.Read(
            Name, Name, files, name => InputReader.Of(folder + name, assembly.GetManifestResourceStream(folder + name)!));
    }
}
