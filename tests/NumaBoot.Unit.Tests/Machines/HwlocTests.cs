using System.Globalization;
using NumaBoot.Machines;
using NumaBoot.Memory;
using Xunit;

namespace NumaBoot.Unit.Tests.Machines;

public sealed class HwlocTests
{
    private const string AddressesAssumed =
        "addresses are assumed: hwloc tells only how much memory each node has, so nodes lie one behind the other as on QEMU's PC, with typical reservations";

    public static TheoryData<string> AllSynthetic => HwlocFixtures.Synthetic;

    public static TheoryData<string> AllBoots => HwlocFixtures.Boots;

    // Expect a description to make the machine that hwloc makes of it.
    [Theory]
    [MemberData(nameof(AllSynthetic))]
    public void A_description_is_what_hwloc_makes_of_it(string name)
    {
        string description = HwlocFixtures.Description(name)!;
        var told = MachineReader.FromHwloc(description);
        var written = HwlocFixtures.Read(name);
        Assert.Equal(Nodes(written), Nodes(told));
        Assert.Equal(written.Memory.AsEnumerable(), told.Memory.AsEnumerable());
        Assert.Equal(MachineJson.Write(written with { Name = "hwloc" }), MachineJson.Write(told));
    }

    // Expect hwloc's view of a Linux to give the nodes, CPUs and distances that this Linux has, in both forms.
    [Theory]
    [MemberData(nameof(AllBoots))]
    public void The_xml_of_a_boot_is_the_booted_machine(string name)
    {
        var machine = HwlocFixtures.Read(name);
        var booted = Boots.Spec(name.Replace("-v1", "", StringComparison.Ordinal));
        Assert.Equal(Nodes(booted), Nodes(machine));
        Assert.All(booted.Nodes, from => Assert.All(booted.Nodes, to =>
            Assert.Equal(booted.Distances.Between(from.Nid, to.Nid), machine.Distances.Between(from.Nid, to.Nid))));
        Assert.All(booted.Nodes, node => Assert.InRange(PagesOf(machine, node.Nid), PagesOf(booted, node.Nid) * 9 / 10, PagesOf(booted, node.Nid)));
        Assert.Equal(AddressesAssumed, Assert.Single(machine.Notes));
    }

    // What lstopo printed for a few descriptions, node by node: "os_index cpus bytes".
    [Theory]
    [InlineData("pu:4", "0:0,1,2,3:1073741824")]
    [InlineData("[numa(memory=2GB)] pu:4", "0:0,1,2,3:2000000000")]
    [InlineData("numa:2(memory=64gb) pu:1", "0:0:64000000000 1:1:64000000000")]
    [InlineData("numa:2(memory=64GiB indexes=1,0) pu:1", "0:1:68719476736 1:0:68719476736")]
    [InlineData("Package:2 NUMANode:2 L2Cache:2(size=1MB) PU:2", "0:0,1,2,3:1073741824 1:4,5,6,7:1073741824 2:8,9,10,11:1073741824 3:12,13,14,15:1073741824")]
    [InlineData("pack:2 [numa(memory=8GB)] pu:2 [numa(memory=1GB)]", "0:0:1000000000 1:1:1000000000 2::8000000000 3:2:1000000000 4:3:1000000000 5::8000000000")]
    [InlineData("group0:2[numa(memory=1GB)]pu:1", "0:0:1000000000 1:1:1000000000")]
    [InlineData("numa:2 pu:2(indexes=2*2:1*2)", "0:0,2:1073741824 1:1,3:1073741824")]
    [InlineData("\n numa:2\n pu:1 \n", "0:0:1073741824 1:1:1073741824")]
    public void Descriptions_come_in_many_shapes(string description, string expected)
    {
        // Nodes are laid out in whole pages; what a PC keeps below 4 GiB is not memory.
        const long pcPages = 1 + 97 + 32;
        var machine = MachineReader.FromHwloc(description);
        string[] nodes = expected.Split(' ');
        Assert.Equal(nodes.Length, machine.Nodes.Length);
        foreach (var (node, parts) in machine.Nodes.Zip(nodes.Select(node => node.Split(':'))))
        {
            Assert.Equal($"{parts[0]}:{parts[1]}", $"{node.Nid}:{string.Join(',', node.Cpus)}");
            long pages = long.Parse(parts[2], CultureInfo.InvariantCulture) / MemoryGeometry.PageBytes;
            Assert.InRange(PagesOf(machine, node.Nid), pages - pcPages, pages);
        }
    }

    //   node 0 |r|------| ... | 3 GiB |tables|   gap   |4G -- the rest of node 0 --|---- node 1 ----|
    // Expect the memory, the reservations and their notes that QEMU's arguments for the same machine give.
    [Fact]
    public void Memory_lies_as_with_qemu()
    {
        var machine = MachineReader.FromHwloc("numa:2(memory=4GiB) pu:2");
        var qemu = MachineReader.FromQemu("-m 8G -smp 4 -numa node,mem=4G,cpus=0-1 -numa node,mem=4G,cpus=2-3");
        Assert.Equal(MachineJson.Write(qemu with { Name = "hwloc" }), MachineJson.Write(machine));
        Assert.Equal("distances are assumed to be 10 and 20: a synthetic description has none\n" + AddressesAssumed, string.Join('\n', machine.Notes));
    }

    // Expect a file that holds nothing but a description, and XML without its declaration, to be recognised.
    [Fact]
    public void The_kind_is_recognised()
    {
        Assert.Equal(2, Read("pack:2 [numa(memory=2GB)] core:2 pu:1\n").Nodes.Length);
        Assert.Equal(4, Read("\n[numa(memory=2GB)]\ncore:4 pu:1\n").Cpus.Length);
        Assert.Single(Read("<topology><object type=\"Machine\" os_index=\"0\" cpuset=\"0xf\" local_memory=\"1073741824\"/></topology>").Nodes);
        Assert.Equal("two-packages", HwlocFixtures.Read("two-packages").Name);
    }

    // Expect the document type to be passed over, be it a file that is there or entities that grow.
    [Theory]
    [InlineData("<!DOCTYPE topology SYSTEM \"/etc/hostname\">")]
    [InlineData("<!DOCTYPE topology SYSTEM \"http://127.0.0.1:1/hwloc2.dtd\">")]
    [InlineData("<!DOCTYPE topology [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>")]
    public void The_document_type_is_never_looked_up(string type) =>
        Assert.Single(Read(type + "\n<topology version=\"2.0\">\n<object type=\"NUMANode\" os_index=\"0\" cpuset=\"0x1\" local_memory=\"1073741824\"/>\n</topology>").Nodes);

    // Expect latencies that are no SLIT to be passed over, with a note.
    [Theory]
    [InlineData("85 130 130 85", "those of the file are not the firmware's")]
    [InlineData("10 300 300 10", "those of the file are not the firmware's")]
    [InlineData("", "the file has none")]
    public void Measured_latencies_are_not_distances(string values, string note)
    {
        string distances = values.Length == 0 ? "" : $"<distances2 type=\"NUMANode\" nbobjs=\"2\" kind=\"6\" indexing=\"os\"><indexes>0 1</indexes><u64values>{values}</u64values></distances2>";
        var machine = Read("<topology version=\"2.0\">" + TwoNodes + distances + "</topology>");
        Assert.True(machine.Distances.IsUniform);
        Assert.Contains(note, machine.Notes[0], StringComparison.Ordinal);
    }

    // Expect bandwidths to be passed over, and the order of the indexes to count.
    [Fact]
    public void Distances_go_by_index()
    {
        const string bandwidth = "<distances2 type=\"NUMANode\" nbobjs=\"2\" kind=\"9\"><indexes>0 1</indexes><u64values>10 11 12 10</u64values></distances2>";
        const string latency = "<distances2 type=\"NUMANode\" nbobjs=\"2\" kind=\"5\"><indexes>1 0</indexes><u64values>10 31</u64values><u64values>21 10</u64values></distances2>";
        var machine = Read("<topology version=\"2.0\">" + TwoNodes + bandwidth + latency + "</topology>");
        Assert.Equal((21, 31), (machine.Distances.Between(0, 1), machine.Distances.Between(1, 0)));
    }

    // Expect one line that says what is wrong.
    [Theory]
    [InlineData("numa:2", "expected a last level of pu:N, and no other of pu, found \"numa:2\"")]
    [InlineData("pu:2 pu:2", "expected a last level of pu:N, and no other of pu")]
    [InlineData("2 2", "expected an object type of hwloc's")]
    [InlineData("tile:2 pu:1", "(pack, die, group, numa, l3, core, pu), found \"tile:2 pu:1\"")]
    [InlineData("machine:1 pu:1", "expected an object type of hwloc's")]
    [InlineData("pack pu:1", "expected a level such as core:16, found \"pack pu:1\"")]
    [InlineData("pack:0 pu:1", "expected a level such as core:16")]
    [InlineData("pack:2 [numa pu:1", "expected a NUMA node such as [numa] or [numa(memory=64GB)], found \"numa pu:1\"")]
    [InlineData("pack:2 [core] pu:1", "expected a NUMA node such as [numa]")]
    [InlineData("numa:2(memory=4GB pu:1", "expected a closing ), found \"(memory=4GB pu:1\"")]
    [InlineData("numa:2(memory=1.5GB) pu:1", "expected a size up to 4P such as memory=64GB or memory=64GiB, found \"memory=1.5GB\"")]
    [InlineData("numa:2(memory=4G) pu:1", "found \"memory=4G\"")]
    [InlineData("numa:2(memory=9999999TB) pu:1", "expected a size up to 4P")]
    [InlineData("numa:2(memory=3000TB) pu:1", "expected nodes of less than 2P together")]
    [InlineData("numa:2(colour=red) pu:1", "found \"colour=red\"")]
    [InlineData("numa:2(indexes=0,1,2) pu:1", "expected indexes= of 2 objects, each its own, found \"0,1,2\"")]
    [InlineData("numa:2 pu:2(indexes=0,1,1,2)", "expected indexes= of 4 objects, each its own")]
    [InlineData("numa:2 pu:2(indexes=numa:core)", "expected indexes= as a list of numbers below 262144")]
    [InlineData("numa:2 pu:2(indexes=2*2:1*3)", "expected indexes= of 4 objects, such as 0,2,1,3 or 2*2:1*2")]
    [InlineData("numa:2 pu:2(indexes=2*)", "expected indexes= as a list of numbers")]
    [InlineData("numa:2 pu:2(indexes=0*2:0*2)", "expected indexes= of 4 objects, each its own")]
    [InlineData("numa:2 pu:2(indexes=1*1:1*1)", "expected indexes= of 4 objects, such as")]
    [InlineData("pack:2 [numa(indexes=1,0)] [numa] pu:1", "expected indexes= of nodes that are attached at one place only")]
    [InlineData("numa:2 [numa] pu:1", "expected NUMA nodes as one level, or beside others as [numa], not both")]
    [InlineData("pack:2 [numa] pu:1", "expected memory of at least one page, found none")]
    [InlineData("core:262144 pu:2", "expected at most 262144 objects on a level")]
    [InlineData("[numa] core:65536 [numa] pu:4", "expected at most 65536 nodes")]
    [InlineData("", "expected a last level of pu:N, and no other of pu, found nothing")]
    public void Mistakes_are_told_in_one_line(string description, string expected)
    {
        var fault = Assert.Throws<MachineInputException>(() => MachineReader.FromHwloc(description));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("--hwloc", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    // Expect the same of XML, with the line.
    [Theory]
    [InlineData("<topology>\n<object", ":2: expected XML as lstopo writes it, found ")]
    [InlineData("<topology>\n&a;</topology>", ":2: expected XML as lstopo writes it, found Reference to undeclared entity 'a'")]
    [InlineData("<?xml version=\"1.0\"?>\n<domain/>", ":2: expected hwloc's <topology>, found \"<domain>\"")]
    [InlineData("<topology>\n</topology>", ": expected a node, and at most")]
    [InlineData("<topology>\n<object type=\"NUMANode\" cpuset=\"0x1\"/></topology>", ":2: expected the os_index of a NUMANode, found \"none\"")]
    [InlineData("<topology>\n<object type=\"NUMANode\" os_index=\"65536\" cpuset=\"0x1\"/></topology>", ":2: expected an os_index below 65536, found \"65536\"")]
    [InlineData("<topology>\n<object type=\"NUMANode\" os_index=\"0\" cpuset=\"0xf...f\"/></topology>", ":2: expected a mask such as")]
    [InlineData("<topology>\n<object type=\"NUMANode\" os_index=\"0\" cpuset=\"0x1\" local_memory=\"many\"/></topology>", ":2: expected local_memory in bytes, found \"many\"")]
    [InlineData("<topology>\n<object type=\"NUMANode\" os_index=\"0\" cpuset=\"0x1\" local_memory=\"4096\"/><object type=\"NUMANode\" os_index=\"0\"/></topology>", ": expected each NUMA node once, found os_index 0 twice")]
    [InlineData("<topology>\n<distances2 type=\"NUMANode\" kind=\"5\" nbobjs=\"3\"><u64values>1 2 x</u64values></distances2></topology>", ":2: expected distances in numbers, found \"x\"")]
    [InlineData("<topology>\n<distances2 type=\"NUMANode\" kind=\"5\" nbobjs=\"3\"><u64values>1 2</u64values></distances2></topology>", ":2: expected the distances of 3 objects, at most 4096, found \"2 numbers\"")]
    public void Mistakes_in_xml_are_told_with_their_line(string xml, string expected)
    {
        var fault = Assert.Throws<MachineInputException>(() => Read(xml));
        Assert.StartsWith("m.xml" + expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    private const string TwoNodes =
        "<object type=\"NUMANode\" os_index=\"0\" cpuset=\"0x1\" local_memory=\"1073741824\"/><object type=\"NUMANode\" os_index=\"1\" cpuset=\"0x2\" local_memory=\"1073741824\"/>";

    /// <summary>The machine of a file of that text, which messages call "m.xml".</summary>
    private static MachineSpec Read(string text)
    {
        var folder = Directory.CreateTempSubdirectory("numaboot-");
        string file = Path.Combine(folder.FullName, "m.xml");
        try
        {
            File.WriteAllText(file, text);
            return MachineReader.Read(file);
        }
        catch (MachineInputException fault)
        {
            throw new MachineInputException("m.xml", fault.Line, fault.Expected, fault.Found, fault);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Nodes(MachineSpec machine) => string.Join("; ", machine.Nodes.Select(node => $"{node.Nid}: {string.Join(',', node.Cpus)}"));

    private static long PagesOf(MachineSpec machine, int nid) => machine.Memory.Where(region => region.Nid == nid).Sum(region => region.Frames.Pages);
}
