using System.Collections.Concurrent;
using System.Diagnostics;
using NumaBoot.TestFixtures;

namespace NumaBoot.Deployment.Tests;

/// <summary>The manifests as kustomize renders them, and those that need no rendering.</summary>
internal static class Rendering
{
    private static readonly ConcurrentDictionary<string, string> Rendered = new(StringComparer.Ordinal);

    /// <summary>The YAML of an overlay.</summary>
    public static string Overlay(string name) => Rendered.GetOrAdd(name, Render);

    /// <summary>The YAML of an example.</summary>
    public static string Example(string name) => File.ReadAllText(Path.Combine(Fixtures.Root, "k8s", "examples", name + ".yaml"));

    private static string Render(string overlay)
    {
        var start = new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Fixtures.Root, "k8s", "overlays", overlay)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("kubectl did not start");
        var complaint = process.StandardError.ReadToEndAsync();
        string yaml = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? yaml
            : throw new InvalidOperationException($"kubectl kustomize of {overlay} failed: {complaint.GetAwaiter().GetResult()}");
    }
}
