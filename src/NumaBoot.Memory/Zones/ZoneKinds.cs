namespace NumaBoot.Memory;

/// <summary>Names and numbers of <see cref="ZoneKind"/>.</summary>
public static class ZoneKinds
{
    /// <summary>The kernel's <c>MAX_NR_ZONES</c> on x86_64.</summary>
    public const int Count = 5;

    /// <summary>The name that <c>/proc/zoneinfo</c> prints.</summary>
    public static string Name(this ZoneKind kind) => kind switch
    {
        ZoneKind.Dma => "DMA",
        ZoneKind.Dma32 => "DMA32",
        ZoneKind.Normal => "Normal",
        ZoneKind.Movable => "Movable",
        ZoneKind.Device => "Device",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown zone"),
    };

    /// <summary>The zone of a printed name; false where there is none.</summary>
    public static bool TryParse(string name, out ZoneKind kind)
    {
        for (int zid = 0; zid < Count; zid++)
        {
            kind = (ZoneKind)zid;
            if (string.Equals(kind.Name(), name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        kind = default;
        return false;
    }
}
