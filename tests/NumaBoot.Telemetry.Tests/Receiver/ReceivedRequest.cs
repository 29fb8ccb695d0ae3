namespace NumaBoot.Telemetry.Tests.Receiver;

/// <summary>A request that reached the receiver, whether it was taken or refused.</summary>
/// <param name="Path">What was asked for: /v1/traces and the like, or the path of the gRPC method.</param>
/// <param name="Protocol">HTTP/2 for gRPC, HTTP/1.1 otherwise.</param>
/// <param name="Headers">The request's headers; names in any case.</param>
/// <param name="Taken">Whether it was taken.</param>
public sealed record ReceivedRequest(string Path, string Protocol, IReadOnlyDictionary<string, string> Headers, bool Taken);
