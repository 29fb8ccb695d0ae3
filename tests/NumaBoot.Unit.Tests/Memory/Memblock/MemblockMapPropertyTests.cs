using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Memblock;

/// <summary>
/// Memblock against a list of cells, each a quarter of a page, that say which node they belong to, how, and whether they
/// are reserved.
/// </summary>
public sealed class MemblockMapPropertyTests
{
    private const int Cells = 40;
    private const ulong CellBytes = 1024;

    private static readonly MemblockFlags[] Flags = [MemblockFlags.None, MemblockFlags.Hotplug, MemblockFlags.Nomap];

    public enum Verb
    {
        Add,
        Remove,
        Reserve,
        Free,
        SetNode,
    }

    // Expect both lists to be the maximal runs of equal cells after every step.
    [Property(Replay = Seed.Fixed, MaxTest = 400, Arbitrary = [typeof(MemblockMapPropertyTests)])]
    public void The_lists_are_the_maximal_runs_of_equal_cells(Step[] steps)
    {
        var map = new MemblockMap();
        var cells = new Cell?[Cells];
        bool[] reserved = new bool[Cells];
        foreach (var step in steps)
        {
            Do(step, map, cells, reserved);

            Assert.Equal(Runs(at => cells[at]), map.Memory);
            Assert.Equal(Runs(at => reserved[at] ? new Cell() : null), map.Reserved);
        }
    }

    // Expect the free runs of a node, and of all nodes, to be the runs of its cells that are mapped and not reserved; a
    // change of node or flags ends a run.
    [Property(Replay = Seed.Fixed, MaxTest = 400, Arbitrary = [typeof(MemblockMapPropertyTests)])]
    public void Free_runs_are_the_runs_of_cells_that_are_not_reserved(Step[] steps)
    {
        var (map, cells, reserved) = After(steps);

        for (int nid = MemblockRegion.NoNode; nid <= 2; nid++)
        {
            int wanted = nid;
            var free = Runs(at => cells[at] is { } cell && !reserved[at] && cell.Flags != MemblockFlags.Nomap
                && (wanted == MemblockRegion.NoNode || cell.Nid == wanted) ? cell : null);
            Assert.Equal(free, map.FreeRegions(nid));
            Assert.Equal(free.Select(WholePages).Where(frames => !frames.IsEmpty), map.FreeFrames(nid));
        }
    }

    // Expect a copy to hold what the original holds, region for region.
    [Property(Replay = Seed.Fixed, MaxTest = 200, Arbitrary = [typeof(MemblockMapPropertyTests)])]
    public void A_copy_is_the_same_region_for_region(Step[] steps)
    {
        var (map, _, _) = After(steps);
        var copy = map.Clone();

        Assert.Equal(map.Memory, copy.Memory);
        Assert.Equal(map.Reserved, copy.Reserved);
    }

    public static Arbitrary<Step> Steps() => Gen.Choose(0, Cells)
        .SelectMany(start => Gen.Choose(-1, 14).Select(length => (Start: start, End: Math.Clamp(start + length, 0, Cells))))
        .Zip(Gen.Frequency((4, Gen.Constant(Verb.Add)), (1, Gen.Constant(Verb.Remove)), (3, Gen.Constant(Verb.Reserve)), (1, Gen.Constant(Verb.Free)), (1, Gen.Constant(Verb.SetNode))))
        .Zip(Gen.Choose(0, 2).Zip(Gen.Elements(Flags)), (what, kind) => new Step(what.Item2, what.Item1.Start, what.Item1.End, kind.Item1, kind.Item2))
        .ToArbitrary();

    private static (MemblockMap Map, Cell?[] Cells, bool[] Reserved) After(Step[] steps)
    {
        var map = new MemblockMap();
        var cells = new Cell?[Cells];
        bool[] reserved = new bool[Cells];
        foreach (var step in steps)
        {
            Do(step, map, cells, reserved);
        }

        return (map, cells, reserved);
    }

    private static void Do(Step step, MemblockMap map, Cell?[] cells, bool[] reserved)
    {
        ulong start = (ulong)step.Start * CellBytes;
        ulong end = (ulong)step.End * CellBytes;
        switch (step.Verb)
        {
            case Verb.Add: map.Add(start, end, step.Nid, step.Flags); break;
            case Verb.Remove: map.Remove(start, end); break;
            case Verb.Reserve: map.Reserve(start, end); break;
            case Verb.Free: map.Free(start, end); break;
            default: map.Memory.SetNode(start, end, step.Nid); break;
        }

        for (int at = step.Start; at < step.End; at++)
        {
            var held = cells[at];
            cells[at] = step.Verb switch
            {
                Verb.Add => held ?? new Cell(step.Nid, step.Flags),
                Verb.Remove => null,
                Verb.SetNode => held is { } cell ? cell with { Nid = step.Nid } : null,
                _ => held,
            };
            reserved[at] = step.Verb == Verb.Reserve || (step.Verb != Verb.Free && reserved[at]);
        }
    }

    private static List<MemblockRegion> Runs(Func<int, Cell?> cellAt)
    {
        var runs = new List<MemblockRegion>();
        for (int at = 0; at < Cells; at++)
        {
            if (cellAt(at) is not { } cell)
            {
                continue;
            }

            int start = at;
            while (at + 1 < Cells && cellAt(at + 1) == cell)
            {
                at++;
            }

            runs.Add(new MemblockRegion((ulong)start * CellBytes, (ulong)(at + 1) * CellBytes, cell.Nid, cell.Flags));
        }

        return runs;
    }

    private static PfnRange WholePages(MemblockRegion region)
    {
        long[] pages = [.. Enumerable.Range(0, Cells / 4).Select(pfn => (long)pfn).Where(pfn => Drawing.Bytes(pfn) >= region.Start && Drawing.Bytes(pfn + 1) <= region.End)];
        return pages.Length == 0 ? PfnRange.Empty : PfnRange.Of(pages[0], pages.Length);
    }

    public sealed record Step(Verb Verb, int Start, int End, int Nid, MemblockFlags Flags);

    public sealed record Cell(int Nid = MemblockRegion.NoNode, MemblockFlags Flags = MemblockFlags.None);
}
