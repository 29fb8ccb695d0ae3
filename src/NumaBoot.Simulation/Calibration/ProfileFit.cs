namespace NumaBoot.Simulation;

/// <summary>
/// Finds the two costs of late init, the processor's and the memory's, with which a machine's points are met best. It looks
/// around where it is and goes where the squares of the relative errors sum up to less, in ever smaller steps: it needs no
/// luck, and gives the same every time.
/// </summary>
public static class ProfileFit
{
    private const double FirstStep = 0.2;
    private const double LastStep = 0.004;

    /// <summary>
    /// The machines that have a profile of their own, each with that profile and with what it is fitted to. Where only one
    /// time is known of a machine, the generic profile is held against it; its own is fitted to it all the same, for whoever
    /// has such a machine.
    /// </summary>
    public static IEnumerable<MeasuredMachine> Machines => Measurements.All
        .Where(machine => !machine.IsHeldOut || machine.Profile == CostModel.Generic.Name)
        .Select(machine => machine.IsHeldOut ? machine with { Profile = machine.Name, Points = [.. machine.Points.Select(point => point with { HeldOut = false })] } : machine);

    /// <summary>The costs that fit best.</summary>
    /// <param name="machine">The machine; its points that are held out are not looked at.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CostModel Fit(MeasuredMachine machine, CostModel start, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(machine);
        MeasuredPoint[] points = [.. machine.Points.Where(point => !point.HeldOut)];

        // One thread alone tells nothing of how many share the memory.
        bool fitsMemory = points.Any(point => point.Threads > 1);
        var best = start;
        double least = Loss(best);
        for (double step = FirstStep; step >= LastStep;)
        {
            var next = Around(best, step, fitsMemory).Select(costs => (Costs: costs, Loss: Loss(costs))).MinBy(tried => tried.Loss);
            if (next.Loss < least)
            {
                (best, least) = next;
            }
            else
            {
                step /= 2;
            }
        }

        return best with { InitialisePagePs = Round(best.InitialisePagePs, 10), MemmapBytesPerUs = Round(best.MemmapBytesPerUs, 100) };

        double Loss(CostModel costs) => points.Sum(point =>
        {
            double error = (Calibrator.PredictMs(machine, point, costs, cancellation) / point.MedianMs) - 1;
            return error * error;
        });
    }

    private static IEnumerable<CostModel> Around(CostModel costs, double step, bool fitsMemory)
    {
        foreach (double cpu in new[] { 1 - step, 1, 1 + step })
        {
            foreach (double memory in fitsMemory ? [1 - step, 1, 1 + step] : new[] { 1.0 })
            {
                yield return costs with
                {
                    InitialisePagePs = (long)(costs.InitialisePagePs * cpu),
                    MemmapBytesPerUs = (long)(costs.MemmapBytesPerUs * memory),
                };
            }
        }
    }

    private static long Round(long value, long to) => (value + (to / 2)) / to * to;
}
