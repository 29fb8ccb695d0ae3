using System.Text.Json;
using NumaBoot.Memory;
using NumaBoot.Ordering;
using NumaBoot.Simulation;

namespace NumaBoot.Actors.Tests.AnyOrder.Reduction;

/// <summary>
/// What can come of a boot: how it ended, all that its actors report in the end but times, which frames each CPU was given,
/// which chunks each worker, which tickets who asks to grow, and what broke. Watches the deliveries of one boot after the other. What snapshots on the way catch of a workload that
/// still goes on is no part of it: exhaustive search is bounded by the end of late init.
/// </summary>
internal sealed class FinalStates : IDeliveryObserver
{
    private readonly SortedDictionary<string, List<string>> _given = new(StringComparer.Ordinal);

    /// <summary>The different ones.</summary>
    public SortedSet<string> All { get; } = new(StringComparer.Ordinal);

    public void Delivering(in Delivery delivery)
    {
        if (delivery.Number == 1)
        {
            _given.Clear();
        }

        string? given = Letter.ContentOf(delivery.Message) switch
        {
            CpuMessages.TakeAnswered answer => $"{answer.Zone} {string.Join(' ', answer.Frames)}",
            CpuMessages.FrontierRead { Ask.Ticket: var ticket } => $"ticket {ticket}",
            ZoneMessages.FrontierRead read => $"ticket {read.Frontier}",
            WorkerMessages.ChunkClaimed chunk => $"chunk {string.Join(' ', chunk.Frames)}",
            _ => null,
        };
        if (given is not null && delivery.Receiver.Tag is ActorAddress receiver)
        {
            _given.TryAdd($"{receiver}", []);
            _given[$"{receiver}"].Add(given);
        }
    }

    public void Delivered(in Delivery delivery)
    {
        // Seen before.
    }

    /// <summary>Takes note of the boot that has just ended.</summary>
    public void Add(BootResult result) => All.Add(Tell(result));

    private string Tell(BootResult result)
    {
        var report = result.Report is null ? null : result.Report with
        {
            Phases = [],
            Snapshots = [result.Report.Snapshots[^1] with { AtNs = 0 }],
            Nodes = [.. result.Report.Nodes.Select(node => node with { LateNs = 0, Growths = [.. node.Growths.Select(growth => growth with { AtNs = 0 })] })],
        };
        var broken = result.Violations.Select(violation => violation.Invariant.Name()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{result.Outcome} {JsonSerializer.Serialize(report)} {JsonSerializer.Serialize(_given)} {string.Join("; ", broken)}";
    }
}
