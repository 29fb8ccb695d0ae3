namespace NumaBoot.Lanes;

/// <summary>A block of lanes sent a message earlier than it had promised: what its receiver did meanwhile may be wrong.</summary>
/// <param name="block">Which block.</param>
/// <param name="message">The message.</param>
/// <param name="horizonNs">Up to when its receiver had gone on, in nanoseconds.</param>
public sealed class BrokenPromiseException(int block, CrossMessage message, long horizonNs) : InvalidOperationException(
    $"block {block} of the lanes broke its promise: {message.Message.GetType().Name} sent at {message.SentNs} ns arrives at {message.ArrivalNs} ns, where its receiver has gone on to {horizonNs} ns");
