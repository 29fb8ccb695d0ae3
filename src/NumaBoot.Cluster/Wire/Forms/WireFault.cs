using System.Runtime.Serialization;

namespace NumaBoot.Cluster;

/// <summary>The words for what cannot be sent.</summary>
internal static class WireFault
{
    /// <summary>There is no wire form for something of this type.</summary>
    internal static SerializationException Unwritable(object? message) =>
        new($"{message?.GetType().FullName ?? "null"} has no form on the wire");
}
