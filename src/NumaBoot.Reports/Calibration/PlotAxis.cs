namespace NumaBoot.Reports;

/// <summary>An axis of a plot, linear or logarithmic.</summary>
/// <param name="Low">The value at its beginning; above 0 on a logarithmic one.</param>
/// <param name="High">The value at its end.</param>
/// <param name="From">Where it begins, in pixels.</param>
/// <param name="To">Where it ends, in pixels.</param>
/// <param name="IsLog">Whether like factors are like lengths.</param>
internal sealed record PlotAxis(double Low, double High, double From, double To, bool IsLog)
{
    private static readonly double[] RoundFactors = [1, 2, 5, 10];

    /// <summary>Where a value lies, in pixels.</summary>
    public double At(double value) => From + ((To - From) * (Scale(value) - Scale(Low)) / (Scale(High) - Scale(Low)));

    /// <summary>Values to mark: powers of ten, with round ones between them where there are few; or at most five round ones.</summary>
    public IEnumerable<double> Ticks()
    {
        if (IsLog)
        {
            double[] factors = High / Low > 100 ? [1] : [1, 2, 5];
            for (double power = Math.Pow(10, Math.Floor(Math.Log10(Low))); power <= High; power *= 10)
            {
                foreach (double tick in factors.Select(factor => factor * power).Where(tick => tick >= Low && tick <= High))
                {
                    yield return tick;
                }
            }

            yield break;
        }

        double step = RoundStep((High - Low) / 4);
        for (int at = 0; Low + (at * step) <= High; at++)
        {
            yield return Low + (at * step);
        }
    }

    private static double RoundStep(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return RoundFactors.Select(factor => factor * power).First(step => step >= least);
    }

    private double Scale(double value) => IsLog ? Math.Log10(value) : value;
}
