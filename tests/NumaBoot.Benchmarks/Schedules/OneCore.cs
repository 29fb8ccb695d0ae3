using System.Runtime.InteropServices;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>Keeps the calling thread, and those that it starts, on one core (<c>sched_setaffinity</c>).</summary>
internal static class OneCore
{
    private const int MaskBytes = 128;

    /// <summary>Whether the system can do it.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>From here on the first core that the thread may use is its only one; what it might use before.</summary>
    public static byte[] Enter()
    {
        var all = new byte[MaskBytes];
        Require(sched_getaffinity(0, MaskBytes, all) == 0);
        var one = new byte[MaskBytes];
        int at = Array.FindIndex(all, cores => cores != 0);
        one[at] = (byte)(all[at] & -all[at]);
        Leave(one);
        return all;
    }

    /// <summary>Lets the thread use these cores again.</summary>
    public static void Leave(byte[] all) => Require(sched_setaffinity(0, MaskBytes, all) == 0);

    private static void Require(bool done)
    {
        if (!done)
        {
            throw new InvalidOperationException($"the system does not keep a thread on a core: error {Marshal.GetLastPInvokeError()}");
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sched_getaffinity(int thread, nint bytes, [Out] byte[] mask);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sched_setaffinity(int thread, nint bytes, byte[] mask);
}
