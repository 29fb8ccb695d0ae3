namespace NumaBoot.Actors;

/// <summary>
/// Something that goes wrong, or comes between, in one boot: data, drawn before the boot begins, so that a boot with all
/// its disturbances can be written down and run again.
/// </summary>
public abstract record Disturbance
{
    /// <summary>
    /// Moments are counted in choices of a schedule. Where plain order of time decides there are none: there each counts
    /// for so many nanoseconds.
    /// </summary>
    internal const long NsPerChoice = 1_000;
}
