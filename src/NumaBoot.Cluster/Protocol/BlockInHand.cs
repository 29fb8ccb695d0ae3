using System.Collections.Immutable;
using NumaBoot.Lanes;

namespace NumaBoot.Cluster;

/// <summary>A block of lanes that a member has, as it tells a new conductor of the run.</summary>
/// <param name="Block">Which block.</param>
/// <param name="Nids">Its nodes, ascending; -1 for what belongs to none.</param>
/// <param name="Window">The last window that it went through.</param>
/// <param name="ReachedByAllNs">Up to when all blocks had gone on, as far as it was told, in nanoseconds of virtual time.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Recent">What it sent that not everybody may have got, in the order in which it was sent.</param>
public sealed record BlockInHand(
    int Block, ImmutableArray<int> Nids, long Window, long ReachedByAllNs, BlockState State, ImmutableArray<CrossMessage> Recent);
