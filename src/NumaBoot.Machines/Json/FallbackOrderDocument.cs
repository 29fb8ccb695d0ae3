using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace NumaBoot.Machines;

/// <summary>A published fallback order in JSON.</summary>
/// <param name="Nid">The node.</param>
/// <param name="Nids">The order, such as <c>"0 2 1"</c>.</param>
internal sealed record FallbackOrderDocument(int Nid, [property: JsonConverter(typeof(NumberRowConverter))] ImmutableArray<int> Nids);
