namespace NumaBoot.Actors;

/// <summary>
/// Something that goes wrong, or comes between, in one boot: data, drawn before the boot begins, so that a boot with all
/// its disturbances can be written down and run again.
/// </summary>
public abstract record Disturbance;
