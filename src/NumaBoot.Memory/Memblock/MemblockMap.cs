namespace NumaBoot.Memory;

/// <summary>
/// The boot-time allocator's view of memory (<c>struct memblock</c>): what there is, and what of it is taken.
/// Free memory is what is in the first list and not in the second.
/// </summary>
public sealed class MemblockMap
{
    /// <summary>All memory, with its nodes.</summary>
    public MemblockRegions Memory { get; } = new();

    /// <summary>What is reserved; it may lie outside memory.</summary>
    public MemblockRegions Reserved { get; } = new();

    /// <summary>Says that there is memory (<c>memblock_add</c>).</summary>
    public void Add(ulong start, ulong end, int nid = MemblockRegion.NoNode, MemblockFlags flags = MemblockFlags.None) =>
        Memory.Add(new MemblockRegion(start, end, nid, flags));

    /// <summary>Says that there is no memory after all (<c>memblock_remove</c>).</summary>
    public void Remove(ulong start, ulong end) => Memory.Remove(start, end);

    /// <summary>Reserves bytes (<c>memblock_reserve</c>).</summary>
    public void Reserve(ulong start, ulong end) => Reserved.Add(new MemblockRegion(start, end));

    /// <summary>Gives reserved bytes back (<c>memblock_phys_free</c>).</summary>
    public void Free(ulong start, ulong end) => Reserved.Remove(start, end);

    /// <summary>
    /// Free memory by address (<c>for_each_free_mem_range</c>), of one node or, with <see cref="MemblockRegion.NoNode"/>,
    /// of all. A run never crosses from one memory region into the next, as in the kernel.
    /// </summary>
    public IEnumerable<MemblockRegion> FreeRegions(int nid = MemblockRegion.NoNode)
    {
        int reservedAt = 0;
        foreach (var memory in Memory)
        {
            ulong start = memory.Start;
            while (reservedAt > 0 && Reserved[reservedAt - 1].End > start)
            {
                reservedAt--;
            }

            bool wanted = (nid == MemblockRegion.NoNode || memory.Nid == nid) && !memory.Flags.HasFlag(MemblockFlags.Nomap);
            while (reservedAt < Reserved.Count && Reserved[reservedAt].Start < memory.End)
            {
                var reserved = Reserved[reservedAt];
                if (wanted && reserved.Start > start)
                {
                    yield return memory with { Start = start, End = reserved.Start };
                }

                start = Math.Max(start, reserved.End);
                reservedAt++;
            }

            if (wanted && start < memory.End)
            {
                yield return memory with { Start = start };
            }
        }
    }

    /// <summary>Free memory in whole page frames, of one node or of all; see <see cref="FreeRegions"/>.</summary>
    public IEnumerable<PfnRange> FreeFrames(int nid = MemblockRegion.NoNode)
    {
        foreach (var region in FreeRegions(nid))
        {
            var frames = region.Frames;
            if (!frames.IsEmpty)
            {
                yield return frames;
            }
        }
    }

    /// <summary>Memory in whole page frames with its node, by address (<c>for_each_mem_pfn_range</c>).</summary>
    public IEnumerable<MemoryFrames> MemoryFrames(int nid = MemblockRegion.NoNode)
    {
        foreach (var region in Memory)
        {
            var frames = region.Frames;
            if (!frames.IsEmpty && (nid == MemblockRegion.NoNode || region.Nid == nid))
            {
                yield return new MemoryFrames(region.Nid, frames);
            }
        }
    }

    /// <summary>
    /// Bytes of all reserved regions that touch <c>[start, end)</c>, each counted whole, as the kernel did before the
    /// seed patch (<c>mm/memblock.c: memblock_reserved_memory_within</c>).
    /// </summary>
    public ulong ReservedBytesTouching(ulong start, ulong end)
    {
        ulong bytes = 0;
        foreach (var region in Reserved)
        {
            if (region.End >= start && region.Start <= end)
            {
                bytes += region.SizeBytes;
            }
        }

        return bytes;
    }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public MemblockMap Clone()
    {
        var copy = new MemblockMap();
        foreach (var region in Memory)
        {
            copy.Memory.Add(region);
        }

        foreach (var region in Reserved)
        {
            copy.Reserved.Add(region);
        }

        return copy;
    }
}
