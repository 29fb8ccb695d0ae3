namespace NumaBoot.Cli;

/// <summary>What the command's exit codes mean.</summary>
internal static class ExitCodes
{
    /// <summary>All went well.</summary>
    public const int Clean = 0;

    /// <summary>An invariant broke, or the machine did not boot.</summary>
    public const int Broken = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>The cluster is out of reach.</summary>
    public const int OutOfReach = 3;

    /// <summary>A member that the others go on without; to be started again.</summary>
    public const int Downed = 4;

    /// <summary>Interrupted by the user.</summary>
    public const int Interrupted = 130;
}
