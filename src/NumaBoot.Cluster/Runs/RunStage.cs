namespace NumaBoot.Cluster;

/// <summary>How far the conductor of a run has come.</summary>
internal enum RunStage
{
    /// <summary>The boot is planned.</summary>
    Planning,

    /// <summary>The members are asked what they have of the run.</summary>
    Asking,

    /// <summary>Lanes go on, from window to window.</summary>
    Running,

    /// <summary>Blocks are lost, and the others are asked what they sent to them.</summary>
    Gathering,

    /// <summary>Blocks are asked what came of them.</summary>
    Ending,

    /// <summary>Something broke: a member runs the boot on one thread, where deliveries have numbers.</summary>
    Whole,

    /// <summary>The result is there, or there will be none.</summary>
    Over,
}
