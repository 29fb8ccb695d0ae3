namespace NumaBoot.Actors;

/// <summary>A message that an actor handles, and in which situations it can come.</summary>
/// <param name="Message">Its type.</param>
/// <param name="Situations">A bit for each situation in which it can come.</param>
/// <param name="Because">Why it cannot come in the others; empty where there are none.</param>
public sealed record SituationRow(Type Message, ulong Situations, string Because)
{
    /// <summary>Whether it can come in a situation.</summary>
    public bool CanComeIn(int situation) => ((Situations >> situation) & 1) != 0;
}
