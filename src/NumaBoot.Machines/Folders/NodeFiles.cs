using System.Collections.Immutable;

namespace NumaBoot.Machines;

/// <summary>
/// The files beside a log that were copied from <c>/sys/devices/system/node</c>: each node's CPUs and distances.
/// They know better than the log, which says little of either.
/// </summary>
internal sealed record NodeFiles
{
    /// <summary>No such files.</summary>
    public static NodeFiles None { get; } = new();

    /// <summary>What messages call the place they were read from.</summary>
    public string Place { get; init; } = "";

    /// <summary>The kernel command line (<c>cmdline</c>), for a log that does not print it.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>What messages call that file.</summary>
    public string CommandLinePlace { get; init; } = "";

    /// <summary>The CPUs of each node that has such a file (<c>node-nodeN-cpulist.txt</c>).</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<int>> Cpus { get; init; } = ImmutableSortedDictionary<int, ImmutableArray<int>>.Empty;

    /// <summary>The distances of each node to all online ones, by nid (<c>node-nodeN-distance.txt</c>).</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<int>> Distances { get; init; } = ImmutableSortedDictionary<int, ImmutableArray<int>>.Empty;

    /// <summary>Every node that has a file.</summary>
    public IEnumerable<int> Nids => Cpus.Keys.Union(Distances.Keys).Order();
}
