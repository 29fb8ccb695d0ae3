namespace NumaBoot.Simulation;

/// <summary>
/// What an init worker did in one go: from its start until it was told that its node has no chunk left
/// (<c>kernel/padata.c: padata_mt_helper</c>).
/// </summary>
/// <param name="Nid">The node whose pages it built.</param>
/// <param name="Worker">Which of the node's workers it is, counted from 0.</param>
/// <param name="StartNs">Since when, in nanoseconds of virtual time.</param>
/// <param name="EndNs">Until when; null where the run was over before.</param>
/// <param name="Pages">Pages that it initialised.</param>
/// <param name="Chunks">In how many chunks.</param>
public sealed record WorkRecord(int Nid, int Worker, long StartNs, long? EndNs, long Pages, long Chunks);
