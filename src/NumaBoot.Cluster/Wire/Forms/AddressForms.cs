using System.Runtime.Serialization;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Cluster;

/// <summary>The wire forms of who and where: each is one number, as <c>common.proto</c> says.</summary>
internal static class AddressForms
{
    private const int RoleShift = 24;
    private const int NodeShift = 32;
    private const int ZoneShift = 3;
    private const long MaxIndex = (1L << RoleShift) - 1;

    internal static ulong ToProto(this ActorAddress address) =>
        address.Nid is >= ActorAddress.Machine and < int.MaxValue && address.Index is >= 0 and <= (int)MaxIndex && Enum.IsDefined(address.Role)
            ? ((ulong)(address.Nid + 1L) << NodeShift) | ((ulong)address.Role << RoleShift) | (uint)address.Index
            : throw new SerializationException($"the address {address.Role} {address.Nid} {address.Index} has no form on the wire");

    internal static ActorAddress ToAddress(this ulong key)
    {
        var role = (ActorRole)((key >> RoleShift) & ((1 << (NodeShift - RoleShift)) - 1));
        ulong node = key >> NodeShift;
        return role <= ActorRole.Worker && node <= int.MaxValue
            ? new ActorAddress(role, (int)node - 1, (int)(key & (ulong)MaxIndex))
            : throw new SerializationException($"expected the address of an actor, found {key}");
    }

    /// <summary>The same as a sort key, in which lanes know each other's actors.</summary>
    internal static long ToKey(this ulong key)
    {
        _ = key.ToAddress();
        return (long)key;
    }

    internal static Proto.RequestId ToProto(this RequestId it) => new() { From = it.From.ToProto(), Number = it.Number.ToProto() };

    internal static RequestId ToDomain(this Proto.RequestId it) => new(it.From.ToAddress(), it.Number.ToDomain());

    internal static uint ToProto(this ZoneRef zone) =>
        zone.Nid is >= 0 and <= int.MaxValue >> ZoneShift && (int)zone.Kind is >= 0 and < ZoneKinds.Count
            ? ((uint)zone.Nid << ZoneShift) | (uint)zone.Kind
            : throw new SerializationException($"the zone {zone.Nid}:{(int)zone.Kind} has no form on the wire");

    internal static ZoneRef ToZone(this uint zone)
    {
        uint kind = zone & ((1 << ZoneShift) - 1);
        return kind < ZoneKinds.Count
            ? new ZoneRef((int)(zone >> ZoneShift), (ZoneKind)kind)
            : throw new SerializationException($"expected a zone, found {zone}");
    }
}
