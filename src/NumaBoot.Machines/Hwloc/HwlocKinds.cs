namespace NumaBoot.Machines;

/// <summary>The types that a synthetic description may name (<c>hwloc_type_sscanf</c>), in upper or lower case.</summary>
internal static class HwlocKinds
{
    private const string Multipliers = " package pack socket die group core ";

    /// <summary>The kind of a type; false where hwloc knows none of that name, or allows it no level.</summary>
    public static bool TryParse(string name, out HwlocKind kind)
    {
        string lower = name.ToLowerInvariant();
        kind = lower switch
        {
            "pu" => HwlocKind.Pu,
            "numa" or "numanode" or "node" => HwlocKind.NumaNode,
            _ => HwlocKind.Other,
        };
        return kind != HwlocKind.Other
            || (lower.Length > 0 && Multipliers.Contains($" {lower.TrimEnd("0123456789".ToCharArray())} ", StringComparison.Ordinal))
            || IsCache(lower);
    }

    /// <summary><c>l3</c>, <c>l1d</c>, <c>l2cache</c>.</summary>
    private static bool IsCache(string name)
    {
        var scanner = new TextScanner(name);
        bool any = scanner.Skip("l") && scanner.TryNumberBelow(6, out int level) && level > 0;
        bool one = scanner.Skip("d") || scanner.Skip("i") || scanner.Skip("u");
        bool cache = scanner.Skip("cache");
        return any && (one || cache || scanner.Rest.IsEmpty) && scanner.Rest.IsEmpty;
    }
}
