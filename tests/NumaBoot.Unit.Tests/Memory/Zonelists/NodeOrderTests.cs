using System.Globalization;
using System.Text.RegularExpressions;
using NumaBoot.Machines;
using NumaBoot.Memory;
using NumaBoot.TestFixtures;
using Xunit;

namespace NumaBoot.Unit.Tests.Memory.Zonelists;

/// <summary>In which order nodes fall back on each other.</summary>
public sealed partial class NodeOrderTests
{
    public static TheoryData<string> Boots => [.. Fixtures.Boots];

    // Expect every line "Fallback order for Node" of every recorded boot.
    [Theory]
    [MemberData(nameof(Boots))]
    public void Nodes_fall_back_as_the_kernel_printed(string boot)
    {
        var machine = MachineReader.Read(Fixtures.Boot(boot));
        var withMemory = machine.Memory.Select(region => region.Nid).ToHashSet();
        int[] nids = [.. machine.Nodes.Select(node => node.Nid)];

        var orders = NodeOrder.Build(nids, withMemory.Contains, machine.Distances.Between);

        var printed = FallbackOrder().Matches(Fixtures.Read(boot, "dmesg.txt"));
        Assert.NotEmpty(printed);
        Assert.All(printed, line => Assert.Equal(
            line.Groups[2].Value.Trim(),
            string.Join(' ', orders[Array.IndexOf(nids, int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture))])));
    }

    //   0 -- 10 -- 1      distances 10 to itself, 20 to its pair, 40 to the others
    //   2 -- 10 -- 3
    // Expect near nodes before far ones.
    [Fact]
    public void Near_nodes_come_before_far_ones()
    {
        var orders = NodeOrder.Build([0, 1, 2, 3], _ => true, (from, to) => from == to ? 10 : from / 2 == to / 2 ? 20 : 40);

        Assert.Equal([1, 0], orders[1].Take(2));
        Assert.Equal([3, 2], orders[3].Take(2));
    }

    //   0 -- 20 -- 1
    //   |    40    |
    //   2 -- 20 -- 3
    // Expect nodes that are equally far away to take turns: node 0 prefers 2, so node 1 finds 2 loaded and prefers 3; nodes 2
    // and 3 share 0 and 1 likewise (find_next_best_node: node_load).
    [Fact]
    public void Nodes_that_are_equally_far_take_turns()
    {
        var orders = NodeOrder.Build([0, 1, 2, 3], _ => true, (from, to) => from == to ? 10 : from / 2 == to / 2 ? 20 : 40);

        Assert.Equal("0123 1032 2301 3210", string.Join(' ', orders.Select(order => string.Concat(order))));
    }

    // Expect a node without memory to begin with itself, as every list does, and never to be fallen back on.
    [Fact]
    public void A_node_without_memory_is_not_fallen_back_on()
    {
        var orders = NodeOrder.Build([0, 1, 2], nid => nid != 1, (from, to) => from == to ? 10 : 20);

        Assert.Equal([1, 2, 0], orders[1].ToArray());
        Assert.DoesNotContain(1, orders[0]);
    }

    // Expect the short cut for machines whose nodes are all alike to be what the long way gives.
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void The_short_cut_gives_what_the_long_way_gives(int nodes)
    {
        int[] nids = [.. Enumerable.Range(0, nodes)];
        var orders = NodeOrder.Build(nids, _ => true, (from, to) => from == to ? 10 : 20);

        Assert.All(nids, nid => Assert.Equal(orders[nid], NodeOrder.Uniform(nid, nids)));
    }

    [GeneratedRegex(@"Fallback order for Node (\d+): ([\d ]+)")]
    private static partial Regex FallbackOrder();
}
