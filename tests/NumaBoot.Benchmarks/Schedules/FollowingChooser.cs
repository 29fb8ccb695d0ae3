using NumaBoot.Actors;
using NumaBoot.Ordering;

namespace NumaBoot.Benchmarks.Schedules;

/// <summary>Delivers what somebody else delivered, in the same order, and is not content with anything else.</summary>
internal sealed class FollowingChooser(IReadOnlyList<HostedDelivery> trace) : IChooser
{
    public void Begin()
    {
        // How far a schedule is, the candidates know.
    }

    public int Choose(Candidates candidates)
    {
        var wanted = candidates.Chosen < trace.Count
            ? trace[(int)candidates.Chosen]
            : throw new InvalidOperationException($"something is left after {trace.Count} deliveries: {candidates.First(0).Message}");
        for (int at = 0; at < candidates.Count; at++)
        {
            ref var pending = ref candidates.First(at);
            if (IsAt(pending.From, wanted.From) && IsAt(pending.To, wanted.To) && Same(pending.Message!, wanted))
            {
                return at;
            }
        }

        throw new InvalidOperationException($"delivery {candidates.Chosen + 1} is not pending here: {wanted}");
    }

    private static bool IsAt(ActorSlot actor, ActorAddress? address) => Equals(actor.Tag, address);

    /// <summary>Whether two messages say the same; the one that begins the boot is the host's own, and reports bear times.</summary>
    private static bool Same(object message, in HostedDelivery wanted) =>
        wanted.To is null || (Letter.ContentOf(message).GetType() == Letter.ContentOf(wanted.Message).GetType()
            && (BearsTimes(message) || FingerprintOf(message) == FingerprintOf(wanted.Message)));

    private static bool BearsTimes(object message) =>
        Letter.ContentOf(message) is NodeMessages.CoordinatorReported or SupervisorMessages.NodeReported;

    private static ulong FingerprintOf(object message)
    {
        var fingerprint = default(Fingerprint);
        ((IBootMessage)message).AddTo(ref fingerprint);
        return fingerprint.Value;
    }
}
