using System.IO.Compression;
using System.Text;
using NumaBoot.Machines;

namespace NumaBoot.TestFixtures;

/// <summary>Workloads of texts, by way of files.</summary>
internal static class TraceFile
{
    /// <summary>The workload of texts, each a file of its own.</summary>
    public static ReadWorkload Read(MachineSpec machine, params string[] texts) => ReadBytes(machine, [.. texts.Select(Encoding.UTF8.GetBytes)]);

    /// <summary>The workload of files of these bytes, which messages call 0, 1 and so on.</summary>
    public static ReadWorkload ReadBytes(MachineSpec machine, params byte[][] files)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string[] paths = [.. files.Select((_, at) => Path.Combine(folder, $"{at}"))];
            for (int at = 0; at < files.Length; at++)
            {
                File.WriteAllBytes(paths[at], files[at]);
            }

            return WorkloadReader.ReadFiles(paths, machine);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The text of a compressed file.</summary>
    public static string Unpack(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }

    /// <summary>A text, compressed.</summary>
    public static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
