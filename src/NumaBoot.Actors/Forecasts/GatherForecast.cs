namespace NumaBoot.Actors;

/// <summary>
/// When a node has heard the last of its children, at the earliest: it handles one answer after the other, and a zone
/// answers only once it has served who asked it for pages before.
/// </summary>
internal sealed class GatherForecast(NodeState state, IWorkTimes times, IPending pending)
{
    private readonly List<IBootMessage> _waiting = [];

    private long MessageNs => times.AtLeastNs(BootWork.Message, 1);

    /// <summary>When the node tells that a step is done, or reports, at the earliest; <see cref="long.MaxValue"/> where it is at neither.</summary>
    /// <param name="nowNs">Nothing pending on the node happens before this, in nanoseconds of virtual time.</param>
    public long Make(long nowNs)
    {
        long stepNs = state.ChildrenToHear.Count > 0
            ? Last(state.ChildrenToHear, zone => zone.LastStep == state.Step, nowNs)
            : long.MaxValue;
        long reportNs = state.Reporting is { } reporting
            ? Last(reporting.ToHear, zone => zone.LastReport == reporting.Number, nowNs)
            : long.MaxValue;
        return Math.Min(stepNs, reportNs);
    }

    private long Last(HashSet<ActorAddress> children, Predicate<ZoneState> hasAnswered, long nowNs)
    {
        long lastNs = nowNs + (children.Count * MessageNs);
        foreach (var zone in state.Zones)
        {
            if (children.Contains(ActorAddress.Zone(zone.Plan.Ref)) && !hasAnswered(zone))
            {
                lastNs = Math.Max(lastNs, Answers(zone, nowNs));
            }
        }

        return lastNs;
    }

    /// <summary>When the node has handled what a zone has not answered yet.</summary>
    private long Answers(ZoneState zone, long nowNs)
    {
        var address = ActorAddress.Zone(zone.Plan.Ref);
        _waiting.Clear();
        pending.AddWaiting(address, _waiting);
        long atNs = Math.Max(nowNs, pending.BusyUntilNs(address));
        long surePages = zone.Pool.SurePages();
        foreach (var message in _waiting)
        {
            // What the node waits for may be the next one, or not have come yet.
            if (message is not ZoneMessages.TakePages take)
            {
                break;
            }

            long blocks = take.Mode == TakeMode.Refill ? zone.Pool.PageList.Batch : take.Count;
            long pages = blocks << take.Order;
            atNs += MessageNs + (pages <= surePages ? times.AtLeastNs(BootWork.TakeBlocks, blocks) : 0);
            surePages = Math.Max(0, surePages - pages);
        }

        // It handles what it was asked, its answer travels, and the node handles that.
        return atNs + MessageNs + times.SmallestMessageNs + MessageNs;
    }
}
