namespace NumaBoot.Lanes;

/// <summary>A block of lanes sent something earlier than it had promised: what others did meanwhile may be wrong.</summary>
/// <param name="sender">Who sent it.</param>
/// <param name="message">What.</param>
/// <param name="sentNs">When, in nanoseconds of virtual time.</param>
/// <param name="promise">What had been promised.</param>
public sealed class BrokenPromiseException(string sender, object message, long sentNs, Promise promise) : InvalidOperationException(
    $"{sender} broke the promise of its lane: it sent {message} at {sentNs} ns, where nothing was to leave before {promise.AtNs} ns ({promise.Kind})");
