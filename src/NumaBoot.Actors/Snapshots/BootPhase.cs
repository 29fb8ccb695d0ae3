namespace NumaBoot.Actors;

/// <summary>A phase of a boot, in virtual time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="StartNs">When it began.</param>
/// <param name="EndNs">When it ended.</param>
public sealed record BootPhase(string Name, long StartNs, long EndNs);
