namespace NumaBoot.Simulation;

/// <summary>Tells a meter that the process is at a boot, and what came of it.</summary>
internal static class RunMeter
{
    /// <summary>Runs a boot.</summary>
    /// <param name="meter">Who is told; null for nobody.</param>
    /// <param name="run">Runs it.</param>
    public static BootResult Run(IBootMeter? meter, Func<BootResult> run)
    {
        if (meter is null)
        {
            return run();
        }

        meter.RunBegan();
        try
        {
            var result = run();
            meter.RunConcluded(result.Outcome, result.Violations);
            return result;
        }
        finally
        {
            meter.RunLeft();
        }
    }
}
