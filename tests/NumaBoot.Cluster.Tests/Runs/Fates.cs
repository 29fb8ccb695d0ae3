namespace NumaBoot.Cluster.Tests.Runs;

/// <summary>What becomes of letters between a conductor and members, each as a share of 1.</summary>
/// <param name="Lost">That never arrive.</param>
/// <param name="Twice">That arrive, and later arrive again.</param>
/// <param name="Overtaken">That one sent later arrives before.</param>
internal sealed record Fates(double Lost, double Twice, double Overtaken)
{
    /// <summary>Each arrives once, in the order in which they were sent.</summary>
    public static Fates Good { get; } = new(0, 0, 0);

    /// <summary>All that can happen happens often.</summary>
    public static Fates Bad { get; } = new(Lost: 0.1, Twice: 0.2, Overtaken: 0.5);
}
