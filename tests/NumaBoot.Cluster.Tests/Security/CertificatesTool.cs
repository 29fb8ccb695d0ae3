using System.Diagnostics;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Cluster.Tests.Security;

/// <summary><c>tools/make-certificates</c> in a temporary folder, as who deploys members runs it.</summary>
internal sealed class CertificatesTool : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string Tool = Path.Combine(Fixtures.Root, "tools", "make-certificates");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    /// <summary>Runs the tool.</summary>
    /// <returns>Its exit code, what it printed and its complaints.</returns>
    /// <exception cref="TimeoutException">It is not done in time.</exception>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [Tool, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var error = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException late)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"make-certificates is not done after {Patience}", late);
        }
    }

    /// <summary>Runs the tool where it has to succeed.</summary>
    public async Task<string> MakeAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((0, ""), (code, error));
        return output;
    }

    /// <summary>Runs the tool where it has to refuse: with one line, exit code 1 and every file as it was.</summary>
    public async Task<string> RefusedAsync(params string[] arguments)
    {
        var before = Files();
        var (code, output, error) = await RunAsync(arguments);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(before, Files());
        return error.TrimEnd();
    }

    /// <summary>The path of a file of the temporary folder.</summary>
    public string At(string file) => Path.Combine(_folder, file);

    /// <summary>The text of a file.</summary>
    public string Read(string file) => File.ReadAllText(At(file));

    /// <summary>All files, hidden ones too, with what they hold.</summary>
    public SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(_folder, file), File.ReadAllText, StringComparer.Ordinal),
        StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
