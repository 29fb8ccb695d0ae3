using NumaBoot.Cluster;
using NumaBoot.Lanes;
using NumaBoot.Machines;

namespace NumaBoot.Cli;

/// <summary>Turns what users can cause into one line and an exit code.</summary>
internal static class Guard
{
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (MachineInputException bad)
        {
            Console.Error.WriteLine($"numaboot: {bad.Message}");
            return ExitCodes.BadInput;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"numaboot: {unreadable.Message.ReplaceLineEndings(" ")}");
            return ExitCodes.BadInput;
        }
        catch (ClusterOutOfReachException gone)
        {
            Console.Error.WriteLine($"numaboot: {gone.Message}");
            return ExitCodes.OutOfReach;
        }
        catch (RunRefusedException refused)
        {
            Console.Error.WriteLine($"numaboot: the cluster refuses the run: {refused.Message}");
            return ExitCodes.Broken;
        }
        catch (BrokenPromiseException broken)
        {
            Console.Error.WriteLine($"numaboot: {broken.Message}");
            return ExitCodes.Broken;
        }
        catch (MemberSettingsException bad)
        {
            Console.Error.WriteLine($"numaboot: {bad.Message}");
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("numaboot: interrupted");
            return ExitCodes.Interrupted;
        }
    }
}
