using System.Runtime.InteropServices;

namespace NumaBoot.Cluster;

/// <summary>
/// Threads that simulate give way to those of the cluster, so that heartbeats are in time on cores that are all busy.
/// </summary>
public static class SimulationThreads
{
    /// <summary>How far they give way, as the command <c>nice</c> counts: 10 is a tenth of the share of a normal thread.</summary>
    public const int Niceness = 10;

    private const int OneThread = 0;

    /// <summary>
    /// Lowers the priority of the calling thread, for good. Linux knows priorities of threads by their niceness, which .NET
    /// does not set; elsewhere .NET's own priority is lowered.
    /// </summary>
    public static void GiveWay()
    {
        if (OperatingSystem.IsLinux())
        {
            // Who may not even lower his own priority has it as it was: that is a slower cluster, not a wrong one.
            _ = SetPriority(OneThread, 0, Niceness);
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int niceness);
}
