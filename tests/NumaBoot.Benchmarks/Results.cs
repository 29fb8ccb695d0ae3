using BenchmarkDotNet.Reports;
using NumaBoot.TestFixtures;

namespace NumaBoot.Benchmarks;

/// <summary>Where results are kept, to be read and compared.</summary>
internal static class Results
{
    private static readonly string Folder = Path.Combine(Fixtures.Root, "docs", "benchmarks");

    /// <summary>Keeps the table that BenchmarkDotNet has exported.</summary>
    public static void Keep(string name, Summary summary)
    {
        string exported = Directory.EnumerateFiles(summary.ResultsDirectoryPath, $"*.{Suite(summary)}-report-github.md").Single();

        // Names with spaces come in quoting marks; the columns stay aligned without them.
        Write(name, File.ReadAllText(exported).Replace("&#39;", " ", StringComparison.Ordinal));
    }

    public static void Write(string name, string markdown)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, $"{name}.md"), markdown.ReplaceLineEndings("\n"));
    }

    private static string Suite(Summary summary) => summary.BenchmarksCases[0].Descriptor.Type.Name;
}
