using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NumaBoot.Machines;
using NumaBoot.TestFixtures;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>A copy of the files in which a recorded boot's Linux told of its machine, in a folder of its own.</summary>
internal sealed partial class CapturedSystem : IDisposable
{
    private CapturedSystem() => Root = Directory.CreateTempSubdirectory("numaboot-").FullName;

    /// <summary>The folder that stands for <c>/</c>.</summary>
    public string Root { get; }

    /// <summary>A folder with nothing in it.</summary>
    public static CapturedSystem Empty() => new();

    /// <summary>The files of a boot: those of its nodes, <c>zoneinfo</c>, <c>iomem</c> and <c>cmdline</c>.</summary>
    public static CapturedSystem Of(string boot)
    {
        var system = new CapturedSystem();
        foreach (string path in Directory.EnumerateFiles(Fixtures.Boot(boot), "node-node*.txt"))
        {
            string[] words = Path.GetFileNameWithoutExtension(path).Split('-');
            system.Write($"sys/devices/system/node/{words[1]}/{words[2]}", File.ReadAllText(path));
        }

        system.Write("proc/zoneinfo", Fixtures.Read(boot, "zoneinfo.txt"));
        system.Write("proc/iomem", Fixtures.Read(boot, "iomem.txt"));
        system.Write("proc/cmdline", Fixtures.Read(boot, "cmdline"));
        return system;
    }

    /// <summary>The machine that is read from it.</summary>
    public MachineSpec Read() => SystemReader.Read("captured", Root);

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text)
    {
        string path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // What is no text shows as such in a file too.
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Removes a file or a folder.</summary>
    public void Remove(string name)
    {
        string path = Path.Combine(Root, name);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        File.Delete(path);
    }

    /// <summary>Shows what an ordinary user sees of <c>/proc/iomem</c>: no addresses.</summary>
    public void HideAddresses()
    {
        string path = Path.Combine(Root, "proc/iomem");
        File.WriteAllText(path, Address().Replace(File.ReadAllText(path), match => new string('0', match.Length)));
    }

    /// <summary>Links the memory blocks of the boot's memory below their nodes, as sysfs does; the links lead nowhere.</summary>
    public void LinkBlocks(MachineSpec booted)
    {
        Write("sys/devices/system/memory/block_size_bytes", "8000000\n");
        foreach (var (nid, frames) in booted.ToMemblock().MemoryFrames())
        {
            for (long block = frames.Start / 32768; block <= (frames.End - 1) / 32768; block++)
            {
                string link = Path.Combine(Root, string.Create(CultureInfo.InvariantCulture, $"sys/devices/system/node/node{nid}/memory{block}"));
                if (!Path.Exists(link) && new FileInfo(link).LinkTarget is null)
                {
                    File.CreateSymbolicLink(link, $"../../memory/memory{block}");
                }
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Root, recursive: true);

    [GeneratedRegex("[0-9a-f]+(?=-[0-9a-f]+ : )|(?<=[0-9a-f]-)[0-9a-f]+(?= : )")]
    private static partial Regex Address();
}
