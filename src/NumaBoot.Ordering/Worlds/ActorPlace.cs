using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>What a spawner may say about the place of an actor in its world.</summary>
/// <param name="SortKey">
/// Orders what happens at the same time, by the sender; should be the actor's alone and the same in every run. Null for
/// the number of the actor in the order of creation.
/// </param>
/// <param name="DigestGroup">Which digest the deliveries to the actor go into, from 0; null for that of the actor that creates it.</param>
/// <param name="Tag">Anything that a latency model or an observer wants to find at the actor's slot.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ActorPlace(long? SortKey = null, int? DigestGroup = null, object? Tag = null);
