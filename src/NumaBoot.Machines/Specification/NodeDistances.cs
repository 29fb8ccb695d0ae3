using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// Distances between nodes as the SLIT gives them: 10 is local, 255 unreachable. A machine of thousands of nodes has
/// no table of millions of numbers: without a table, any two nodes are 20 apart.
/// </summary>
public sealed class NodeDistances
{
    /// <summary>The distance of a node from itself.</summary>
    public const int Local = 10;

    /// <summary>The distance of two nodes where no table says otherwise (<c>REMOTE_DISTANCE</c>).</summary>
    public const int Remote = 20;

    private readonly ImmutableSortedDictionary<int, ImmutableArray<int>> _rows;
    private readonly ImmutableArray<int> _nids;

    private NodeDistances(ImmutableArray<int> nids, ImmutableSortedDictionary<int, ImmutableArray<int>> rows)
    {
        _nids = nids;
        _rows = rows;
    }

    /// <summary>No table.</summary>
    public static NodeDistances Uniform { get; } = new([], ImmutableSortedDictionary<int, ImmutableArray<int>>.Empty);

    /// <summary>Whether there is no table.</summary>
    public bool IsUniform => _rows.IsEmpty;

    /// <summary>The distance from one node to another.</summary>
    public int Between(int from, int to)
    {
        if (_rows.TryGetValue(from, out var row))
        {
            int at = _nids.BinarySearch(to);
            if (at >= 0)
            {
                return row[at];
            }
        }

        return from == to ? Local : Remote;
    }

    /// <summary>A table: a row for each of <paramref name="nids"/> (ascending), in their order, of distances to them.</summary>
    /// <exception cref="ArgumentException">A row is missing or has not one entry a node.</exception>
    public static NodeDistances FromTable(ImmutableArray<int> nids, IReadOnlyList<ImmutableArray<int>> rows)
    {
        if (rows.Count != nids.Length || rows.Any(row => row.Length != nids.Length))
        {
            throw new ArgumentException($"expected {nids.Length} rows of {nids.Length} distances", nameof(rows));
        }

        return new NodeDistances(nids, nids.Select((nid, at) => KeyValuePair.Create(nid, rows[at])).ToImmutableSortedDictionary());
    }

    /// <summary>
    /// A table as <see cref="FromTable"/> takes it, or <see cref="Uniform"/> where it says no more than that.
    /// </summary>
    /// <exception cref="ArgumentException">A row is missing or has not one entry a node.</exception>
    public static NodeDistances FromRows(ImmutableArray<int> nids, IReadOnlyList<ImmutableArray<int>> rows)
    {
        var table = FromTable(nids, rows);
        return nids.All(from => nids.All(to => table.Between(from, to) == Uniform.Between(from, to))) ? Uniform : table;
    }
}
