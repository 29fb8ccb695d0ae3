namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Who sent something: the process, and the part of it.</summary>
/// <param name="Resource">Attributes of the process, such as service.name.</param>
/// <param name="Scope">The name of the activity source, the meter or the category of a logger.</param>
public sealed record ReceivedOrigin(IReadOnlyDictionary<string, object?> Resource, string Scope);
