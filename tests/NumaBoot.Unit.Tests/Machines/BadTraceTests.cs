using System.Text;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

/// <summary>Traces that are no workload: one line says which file, which line, what was expected and what was found.</summary>
public sealed class BadTraceTests
{
    private const string Good = "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x10 order=0 migratetype=0 gfp_flags=GFP_KERNEL\n";
    private const string Head = "# alloc gfp order preferred_nid nodemask pfn caller\n";
    private const int DamagedFiles = 300;

    private static readonly MachineSpec Machine = SmallMachine.Of(
        new MemblockRegion(0, SmallMachine.GiB, 0), new MemblockRegion(SmallMachine.GiB, 2 * SmallMachine.GiB, 1));

    // Expect one line for whatever is wrong, with the line that is to blame.
    [Theory]
    [InlineData("", "0: expected a workload: our JSON, a kernel trace of kmem:mm_page_alloc, or a list of early allocations, found nothing")]
    [InlineData("hello\nworld\n", "0:1: expected a workload: our JSON, a kernel trace of kmem:mm_page_alloc, or a list of early allocations, found \"hello\"")]
    [InlineData("# tracer: nop\n#\n", "0: expected events kmem:mm_page_alloc, found none")]
    [InlineData("  init-1 [000] .... 1.0: sched_switch: prev_comm=init\n", "0: expected events kmem:mm_page_alloc, found none")]
    [InlineData(Good + "  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x10 order=0 migratety", "0:2: expected gfp_flags= of an allocation, found")]
    [InlineData(Good + "  init-1 [000] .... 1.0: mm_page_free: page=1 pfn=0x10 ord", "0:2: expected order= with a number, found")]
    [InlineData(Good + "  init-1 [000] .... 1.0: mm_page_free: page=1 order=0", "0:2: expected pfn= with a page frame number, found")]
    [InlineData(Good + "  init-1 [000] .... 1.0: mm_page_free: page=1 pfn=0xfffffffffffffff order=0", "0:2: expected pfn= with a page frame number, found")]
    [InlineData(Good + "  init-1   [00", "0:2: expected a line of a kernel trace (TASK-PID [CPU] TIME: EVENT: ...), found \"  init-1   [00\"")]
    [InlineData(Good + "  init-1 [002] .... 1.0: mm_page_free: page=1 pfn=0x10 order=0", "0:2: expected CPUs of small: 0-1, found \"cpu 2\"")]
    [InlineData("  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x80000 order=0 gfp_flags=GFP_KERNEL", "0:1: expected a page of the memory of small, found \"pfn 0x80000\"")]
    [InlineData("  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x10 order=11 gfp_flags=GFP_KERNEL", "0:1: expected orders up to 10, the largest of small, found \"11\"")]
    [InlineData("  init-1 [000] .... 1.0: mm_page_alloc: page=1 pfn=0x11 order=3 gfp_flags=GFP_KERNEL", "0:1: expected a block of order 3 at a multiple of its size, found \"pfn 0x11\"")]
    [InlineData(Head + "alloc\t0xcc0\t1\t0\t-\t17\t0", "0:2: expected a block of order 1 at a multiple of its size, found \"pfn 0x11\"")]
    [InlineData(Head, "0: expected alloc GFP ORDER NODE NODEMASK PFN CALLER, separated by tabs, found no such line")]
    [InlineData(Head + "alloc\t0xcc0\t0\t0", "0:2: expected alloc GFP ORDER NODE NODEMASK PFN CALLER, separated by tabs, found")]
    [InlineData(Head + "alloc\tGFP\t0\t0\t-\t16\t0", "0:2: expected alloc GFP ORDER NODE NODEMASK PFN CALLER, separated by tabs, found")]
    [InlineData(Head + "alloc\t0xcc0\t0\t2\t-\t16\t0", "0:2: expected nodes of small: 0-1, found \"node 2\"")]
    [InlineData(Head + "alloc\t0xcc0\t12\t0\t-\t16\t0", "0:2: expected orders up to 10, the largest of small, found \"12\"")]
    [InlineData(Head + "free_unref_page\t16", "0:2: expected free_unref_page PFN ORDER, separated by tabs, found")]
    [InlineData(Head + "al", "0:2: expected one of alloc, free_unref_page, __free_pages_ok, grow and mark, found \"al\"")]
    [InlineData("  init-1 [001] .... 1.0: mm_page_free: page=1 pfn=0x10 order=0\n  init-1 [001] .... 99999999.0: mm_page_alloc: page=1 pfn=0x10 order=0 gfp_flags=0xcc0", "0: expected durations that add up to at most")]
    public void Bad_traces_get_one_line(string text, string complaint)
    {
        var fault = Assert.Throws<MachineInputException>(() => TraceFile.Read(Machine, text));

        Assert.StartsWith(complaint, fault.Message[(fault.Message.IndexOf("/0:", StringComparison.Ordinal) + 1)..], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    // Expect a compressed file that ends too soon, or is damaged, to be told as such, and neither to be taken for the whole.
    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    [InlineData(400)]
    public void A_cut_gzip_file_is_told(int bytes)
    {
        string text = string.Concat(Enumerable.Range(16, 2000).Select(pfn => Good.Replace("0x10", $"0x{pfn:x}", StringComparison.Ordinal)));
        byte[] packed = TraceFile.Pack(text);

        var fault = Assert.Throws<MachineInputException>(() => TraceFile.ReadBytes(Machine, packed[..bytes]));

        Assert.EndsWith(": expected a whole gzip file, found one that is damaged, ends too soon or has several parts", fault.Message, StringComparison.Ordinal);
    }

    // Expect a small file that unpacks to a huge one to be left as soon as it breaks a limit.
    [Fact]
    public void A_gzip_bomb_is_refused()
    {
        byte[] packed = TraceFile.Pack(Good + new string('a', 64 << 20));

        var fault = Assert.Throws<MachineInputException>(() => TraceFile.ReadBytes(Machine, packed));

        Assert.EndsWith(":2: expected lines of at most 16384 characters, found a longer one", fault.Message, StringComparison.Ordinal);
    }

    // Expect a workload or one line of whatever becomes of a trace whose bytes were changed, cut out or doubled.
    [Fact]
    public void Damaged_traces_are_answered()
    {
        byte[] good = Encoding.UTF8.GetBytes(string.Concat(TraceFile.Unpack(Path.Combine(Fixtures.Boot("n1-4g-trace"), "trace.txt.gz")).Split('\n').Take(60).Select(line => line + "\n")));
        var machine = Boots.Spec("n1-4g-trace");
        for (int seed = 1; seed <= DamagedFiles; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = [.. good];
            for (int count = random.Next(1, 6); count > 0; count--)
            {
                int at = random.Next(damaged.Length - 40);
                damaged = random.Next(3) switch
                {
                    0 => [.. damaged[..at], (byte)random.Next(1, 256), .. damaged[(at + 1)..]],
                    1 => [.. damaged[..at], .. damaged[(at + random.Next(40))..]],
                    _ => [.. damaged[..(at + random.Next(40))], .. damaged[at..]],
                };
            }

            Answers.Of($"{seed}", () => TraceFile.ReadBytes(machine, damaged));
        }
    }
}
