namespace NumaBoot.Machines;

/// <summary>Keeps what is collected from a log bounded.</summary>
internal static class LogLimits
{
    /// <summary>Complains where a list of regions is full.</summary>
    public static void Require(int count, InputLine line)
    {
        if (count >= InputLimits.MaxRegions)
        {
            throw line.Unexpected($"at most {InputLimits.MaxRegions} regions of memory", $"{count + 1}");
        }
    }

    /// <summary>Takes a node number.</summary>
    public static int TakeNid(ref TextScanner scanner, InputLine line)
    {
        var before = scanner.Rest;
        scanner.SkipBlanks();
        return scanner.TryNumberBelow(InputLimits.MaxNodes, out int nid)
            ? nid
            : throw line.Unexpected($"a node number below {InputLimits.MaxNodes}", before);
    }
}
