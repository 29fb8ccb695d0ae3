using NumaBoot.Simulation;

namespace NumaBoot.Reports;

/// <summary>The names of orders, as people type them.</summary>
public static class OrderName
{
    /// <summary>The name of one.</summary>
    public static string Of(BootOrder order) => order switch
    {
        BootOrder.Time => "time",
        BootOrder.Choice => "choice",
        BootOrder.Free => "free",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "unknown order"),
    };
}
