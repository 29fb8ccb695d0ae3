namespace NumaBoot.Cluster;

/// <summary>What a message between a run and a member is about; one whose fence is not the present one is dropped.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Epoch">Which of the run's conductors speaks or is spoken to, counted from 1.</param>
/// <param name="Block">
/// Which of its blocks of lanes, counted from 0. Lanes that are set on a member again are a block of another number: so it
/// also tells one incarnation of the lanes from the next.
/// </param>
public sealed record Fence(string RunId, long Epoch, int Block);
