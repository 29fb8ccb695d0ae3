using System.Collections.Immutable;
using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>
/// Finds the deliveries that have to do with a break: those that led to it, the requests that these belong to, whatever
/// happened to the pages concerned, and what moved or claimed the frontier of their node.
/// </summary>
internal sealed class StoryRelevance
{
    private readonly List<StoryMoment> _moments;
    private readonly Dictionary<long, int> _byDelivery = [];
    private readonly ILookup<RequestId, int> _byRequest;
    private readonly bool[] _concerns;
    private readonly bool _isAboutPhases;

    private StoryRelevance(List<StoryMoment> moments, bool isAboutPhases)
    {
        _moments = moments;
        _isAboutPhases = isAboutPhases;
        _concerns = new bool[moments.Count];
        for (int at = 0; at < moments.Count; at++)
        {
            _byDelivery[moments[at].Delivery] = at;
        }

        _byRequest = Enumerable.Range(0, moments.Count)
            .Where(at => RequestIds.Of(moments[at].Message) is not null)
            .ToLookup(at => RequestIds.Of(moments[at].Message)!.Value);
    }

    /// <summary>Whether each moment has to do with the break.</summary>
    /// <param name="moments">All of the story.</param>
    /// <param name="frames">The pages concerned; empty where none are.</param>
    /// <param name="homes">The nodes concerned.</param>
    /// <param name="open">Requests whose answer did not come, where that is what is wrong.</param>
    /// <param name="invariant">What broke.</param>
    public static bool[] Of(
        List<StoryMoment> moments, PfnRange frames, IReadOnlyList<int> homes, IEnumerable<RequestId> open, Invariant invariant)
    {
        bool isAboutPhases = invariant is Invariant.BootCompletes or Invariant.FanOutAfterAcknowledge or Invariant.NodeDoneOnce
            or Invariant.NoGrowthAfterDisable;
        var relevance = new StoryRelevance(moments, isAboutPhases);
        if (moments.Count > 0)
        {
            relevance.Follow(moments.Count - 1);
        }

        // Where somebody went without pages, who got them afterwards is another story; and what the writer did once it had
        // given its last answer changed nothing.
        bool isNeedless = invariant is Invariant.NoNeedlessFailure or Invariant.NoNeedlessRemote;
        int last = Array.FindLastIndex(relevance._concerns, concerns => concerns);
        int lastAnswer = isNeedless ? relevance.LastAtCoordinator() : last;

        // What is about no pages in particular is about all with which something went wrong.
        ImmutableArray<PfnRange> concerned = frames.IsEmpty ? [.. moments.SelectMany(moment => moment.Wrong).Distinct()] : [frames];
        for (int at = 0; at < moments.Count; at++)
        {
            bool isTouched = moments[at].Frames.Any(range => concerned.Any(range.Overlaps)) && !(isNeedless && moments[at].Moves);
            if (isTouched || (at <= lastAnswer && MovesFrontier(moments[at], homes)))
            {
                relevance.Follow(at);
            }
        }

        foreach (int at in open.SelectMany(id => relevance._byRequest[id]))
        {
            relevance.Follow(at);
        }

        relevance.FollowOvertakings();
        return relevance._concerns;
    }

    /// <summary>Of two messages that changed places both belong to the story where one does.</summary>
    private void FollowOvertakings()
    {
        for (int at = 0; at < _moments.Count; at++)
        {
            foreach (var overtaken in _moments[at].Overtaken)
            {
                int late = _moments.FindIndex(at, moment => ReferenceEquals(moment.Message, overtaken) && moment.To == _moments[at].To);
                if (late >= 0 && (_concerns[at] || _concerns[late]))
                {
                    Follow(at);
                    Follow(late);
                }
            }
        }
    }

    private int LastAtCoordinator()
    {
        int at = _moments.Count - 1;
        while (at >= 0 && !(_concerns[at] && _moments[at].To.Role == ActorRole.Coordinator))
        {
            at--;
        }

        return at;
    }

    private static bool MovesFrontier(StoryMoment moment, IReadOnlyList<int> homes) => moment.Message switch
    {
        CoordinatorMessages.DisableGrowth disable => homes.Contains(disable.Nid),
        _ => moment.Happened.Exists(happening => happening switch
        {
            Happening.FrontierSet set => homes.Contains(set.Nid) && set.After != set.Before,
            Happening.Claimed claimed => homes.Contains(claimed.Nid),
            _ => false,
        }),
    };

    private void Follow(int start)
    {
        var toFollow = new Stack<int>([start]);
        while (toFollow.TryPop(out int at))
        {
            if (_concerns[at])
            {
                continue;
            }

            _concerns[at] = true;
            if (LeadsOn(_moments[at]) && _byDelivery.TryGetValue(_moments[at].Cause, out int cause) && IsPart(_moments[cause]))
            {
                toFollow.Push(cause);
            }

            if (RequestIds.Of(_moments[at].Message) is { } id)
            {
                foreach (int other in _byRequest[id])
                {
                    toFollow.Push(other);
                }
            }
        }
    }

    private bool LeadsOn(StoryMoment moment) => _isAboutPhases || moment.To.Role != ActorRole.Supervisor;

    private bool IsPart(StoryMoment moment) =>
        _isAboutPhases || (moment.To.Role != ActorRole.Supervisor && moment.Message is not (CpuMessages.DoPhase or NodeMessages.DoWork));
}
