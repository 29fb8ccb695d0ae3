using System.Runtime.InteropServices;

namespace NumaBoot.Cluster;

/// <summary>Where a block of lanes stands; times in nanoseconds, <see cref="long.MaxValue"/> where nothing is to come.</summary>
/// <param name="Block">Which block, counted from 0.</param>
/// <param name="Incarnation">How often it has been set on a member, counted from 1.</param>
/// <param name="HorizonNs">Up to when it may go on.</param>
/// <param name="ReachedNs">Up to when it has gone on.</param>
/// <param name="BeforeNs">Before when nothing of it leaves that nobody provokes.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BlockStanding(int Block, int Incarnation, long HorizonNs, long ReachedNs, long BeforeNs);
