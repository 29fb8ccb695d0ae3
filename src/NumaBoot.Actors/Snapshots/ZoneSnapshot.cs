using System.Collections.Immutable;
using NumaBoot.Memory;

namespace NumaBoot.Actors;

/// <summary>What a zone answered about itself.</summary>
/// <param name="Layout">Where it lies.</param>
/// <param name="ManagedPages">Pages that it owns.</param>
/// <param name="FreePages">Free pages.</param>
/// <param name="FreeBlocks">Free blocks by order.</param>
/// <param name="Watermarks">Its marks.</param>
/// <param name="LowmemReserves">What it keeps from requests that could use a higher zone.</param>
/// <param name="PageList">How large CPUs' lists of it are.</param>
/// <param name="PageListCounts">Pages on the lists of its node's CPUs, by CPU; CPUs of other nodes keep none.</param>
public sealed record ZoneSnapshot(
    ZoneLayout Layout,
    long ManagedPages,
    long FreePages,
    ImmutableArray<long> FreeBlocks,
    ZoneWatermarks Watermarks,
    ImmutableArray<long> LowmemReserves,
    PageListSize PageList,
    ImmutableSortedDictionary<int, long> PageListCounts);
