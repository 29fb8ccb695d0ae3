namespace NumaBoot.Acceptance.Tests;

/// <summary>An empty folder to run commands in, since explorations leave files in the current one.</summary>
internal sealed class Workplace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory().FullName;

    /// <summary>The files in it, by name.</summary>
    public string[] Files => [.. Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The same in one line.</summary>
    public string FileNames => string.Join(' ', Files);

    /// <summary>Runs <c>numaboot</c> there.</summary>
    public CommandResult Run(params string[] arguments) =>
        Command.RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "numaboot.dll"), .. arguments], Folder, Patience).GetAwaiter().GetResult();

    /// <summary>Runs a line of shell there, in which <c>numaboot</c> is the command.</summary>
    public CommandResult Shell(string line) =>
        Command.RunAsync("bash", ["-c", $"numaboot() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "numaboot.dll")}' \"$@\"; }}; {line}"], Folder, Patience).GetAwaiter().GetResult();

    /// <summary>What a file holds.</summary>
    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The same to the byte, as hexadecimal digits.</summary>
    public string Bytes(string file) => Convert.ToHexString(File.ReadAllBytes(Path.Combine(Folder, file)));

    /// <summary>Puts a file there.</summary>
    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
