using Microsoft.Extensions.Logging;

namespace NumaBoot.Cluster;

/// <summary>What a member logs of the runs that it has a part of; each record names the trace of the boot, where it has one.</summary>
internal static partial class BlockLog
{
    [LoggerMessage(1, LogLevel.Information, "run {Run}: block {Block} with {Lanes} lanes, from that of node {FirstNid} on, is here")]
    public static partial void Taken(ILogger log, string run, int block, int lanes, int firstNid);

    [LoggerMessage(2, LogLevel.Information, "run {Run}: block {Block} with {Lanes} lanes, from that of node {FirstNid} on, is here and catches up to {ReachedNs} ns: who had it is lost")]
    public static partial void TakenOver(ILogger log, string run, int block, int lanes, int firstNid, long reachedNs);

    [LoggerMessage(3, LogLevel.Information, "run {Run}: block {Block} has told what came of it, after {Deliveries} deliveries")]
    public static partial void Ended(ILogger log, string run, int block, long deliveries);

    [LoggerMessage(4, LogLevel.Information, "run {Run}: the whole boot is run here, since something broke on its lanes")]
    public static partial void Whole(ILogger log, string run);
}
