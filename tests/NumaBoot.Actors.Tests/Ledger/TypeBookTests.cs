using NumaBoot.Memory;
using NumaBoot.Simulation;
using Xunit;

namespace NumaBoot.Actors.Tests.Ledger;

/// <summary>What the ledger works out of migrate types, from ranges alone, against the lists of the free areas.</summary>
public sealed class TypeBookTests
{
    private const int MaxOrder = 4;
    private const int Pages = 16 * Most;
    private const int Seeds = 400;
    private const int Steps = 60;
    private const int Most = 1 << MaxOrder;

    // Blocks of up to sixteen pages, a zone whose ends lie within pageblocks; it is built in three
    // parts. Expect, whatever is taken and given back, both to have each free frame in the list of the same type, and each
    // pageblock with a free frame to be of the same type.
    [Theory]
    [InlineData(1)]
    [InlineData(MaxOrder - 1)]
    [InlineData(MaxOrder)]
    public void The_ledger_has_each_free_block_in_the_list_that_the_zone_has_it_in(int pageblockOrder)
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            Compare(pageblockOrder, [default, .. Enumerable.Range(0, Steps).Select(_ => (random.Next(MaxOrder + 1), random.Next(24), random.Next(100)))]);
        }
    }

    private static void Compare(int pageblockOrder, List<(int Order, int Choice, int Count)> steps)
    {
        var geometry = new MemoryGeometry(MaxOrder, Most, pageblockOrder);
        var span = new PfnRange(3, Pages - 5);
        var areas = new FreeAreas(geometry, span);
        var free = new PfnRangeSet();
        var book = new TypeBook(geometry, span, free);
        var held = new List<(PfnRange Frames, int Order)>();
        Queue<PfnRange> parts = new([new PfnRange(3, 45), new PfnRange(45, 130), new PfnRange(133, Pages - 5)]);
        foreach (var (order, what, many) in steps)
        {
            switch (what % 8)
            {
                case 0 when parts.TryDequeue(out var part):
                    areas.MakeMovable(part);
                    areas.FreeRange(part);
                    book.Built(part);
                    free.Add(part);
                    book.Freed(part, 0);
                    break;
                case 1 or 2 when held.Count > 0:
                    var (frames, blockOrder) = held[many % held.Count];
                    held.RemoveAt(many % held.Count);
                    for (long pfn = frames.Start; pfn < frames.End; pfn += 1L << blockOrder)
                    {
                        areas.FreeBlock(pfn, blockOrder);
                    }

                    free.Add(frames);
                    book.Freed(frames, blockOrder);
                    break;
                default:
                    var type = (MigrateType)(what / 8 % 3);
                    bool noFragment = what % 2 == 0;
                    var taken = new List<PfnRange>();
                    areas.Take(order, 1 + (many % 40), taken, type, noFragment);
                    foreach (var range in taken)
                    {
                        Assert.True(!noFragment || order >= geometry.PageblockOrder || book.FirstFragment(range, type).IsEmpty);
                        book.Taken(range, type);
                        Assert.Equal(range.Pages, free.Remove(range));
                        held.Add((range, order));
                    }

                    break;
            }

            RequireSame(areas, book, free);
        }
    }

    private static void RequireSame(FreeAreas areas, TypeBook book, PfnRangeSet free)
    {
        Assert.Equal(free.Pages, areas.FreePages);
        foreach (var type in Enum.GetValues<MigrateType>())
        {
            foreach (var run in areas.Blocks(type))
            {
                for (long pfn = run.Frames.Start; pfn < run.Frames.End; pfn++)
                {
                    Assert.Equal((pfn, type, areas.TypeOf(pfn)), (pfn, book.TypeAt(pfn), book.PageblockAt(pfn)));
                }
            }
        }
    }
}
