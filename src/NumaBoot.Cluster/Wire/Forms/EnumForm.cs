using System.Collections.Frozen;
using System.Runtime.Serialization;

namespace NumaBoot.Cluster;

/// <summary>
/// Pairs the words of a choice with those on the wire by their names, so that on the wire each keeps its number whatever
/// becomes of the order of words here.
/// </summary>
/// <typeparam name="TDomain">The choice.</typeparam>
/// <typeparam name="TProto">The same on the wire; its 0 means that nothing was said.</typeparam>
internal static class EnumForm<TDomain, TProto>
    where TDomain : struct, Enum
    where TProto : struct, Enum
{
    private static readonly FrozenDictionary<TDomain, TProto> Outward = Enum.GetValues<TDomain>()
        .Where(word => Enum.TryParse<TProto>($"{word}", out _)).ToFrozenDictionary(word => word, word => Enum.Parse<TProto>($"{word}"));

    private static readonly FrozenDictionary<TProto, TDomain> Inward = Outward.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);

    internal static TProto ToProto(TDomain word) => Outward.TryGetValue(word, out var known)
        ? known
        : throw new SerializationException($"{typeof(TDomain).Name} {word} has no form on the wire");

    internal static TDomain ToDomain(TProto word) => Inward.TryGetValue(word, out var known)
        ? known
        : throw new SerializationException($"expected a {typeof(TDomain).Name} that this member knows, found {word}");
}
