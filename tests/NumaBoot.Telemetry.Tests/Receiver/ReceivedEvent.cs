namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>Something that happened at one time of a span.</summary>
/// <param name="Name">What happened.</param>
/// <param name="TimeNs">When, in nanoseconds since 1970.</param>
/// <param name="Attributes">What is said of it.</param>
public sealed record ReceivedEvent(string Name, ulong TimeNs, IReadOnlyDictionary<string, object?> Attributes);
