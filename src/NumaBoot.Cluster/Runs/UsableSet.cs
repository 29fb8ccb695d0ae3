using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;

namespace NumaBoot.Cluster;

/// <summary>
/// The members that can have blocks, each start of one by itself: of a member that is started again at the address of a
/// lost one, the cluster tells that it is up before it tells that the lost one is gone, or after.
/// </summary>
internal sealed class UsableSet
{
    private readonly HashSet<UniqueAddress> _usable = [];

    /// <summary>Their addresses, in an order of text.</summary>
    public ImmutableArray<Address> Addresses =>
        [.. _usable.Select(one => one.Address).Distinct().OrderBy(address => address.ToString(), StringComparer.Ordinal)];

    /// <summary>A member can have blocks, or cannot.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Set(UniqueAddress member, bool isUsable) => isUsable ? _usable.Add(member) : _usable.Remove(member);
}
