using NumaBoot.Actors;
using NumaBoot.Memory;

namespace NumaBoot.Simulation;

/// <summary>Whether requests are answered, once.</summary>
internal sealed class RequestJudge(LedgerBooks books)
{
    // Requests whose answer nobody has heard yet, and whether it is on its way.
    private readonly Dictionary<RequestId, bool> _open = [];

    public void Requested(RequestId id)
    {
        if (!_open.TryAdd(id, false))
        {
            books.Break(Invariant.AnsweredOnce, $"the id of request {id} was used twice");
        }
    }

    /// <summary>Judged where answers come from: who asked passes over what he no longer waits for.</summary>
    public void AnswerGiven(RequestId id)
    {
        if (!_open.TryGetValue(id, out bool isGiven) || isGiven)
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was answered twice");
            return;
        }

        _open[id] = true;
    }

    public void Answered(RequestId id)
    {
        if (!_open.Remove(id))
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was answered twice");
        }
    }

    /// <summary>Nothing is under way any more: no answer can come.</summary>
    public void JudgeQuiescence()
    {
        foreach (var id in _open.Keys.Order(Comparer<RequestId>.Create(Compare)).Take(1))
        {
            books.Break(Invariant.AnsweredOnce, $"request {id} was never answered");
        }
    }

    private static int Compare(RequestId left, RequestId right)
    {
        int byName = string.CompareOrdinal(left.From.ToString(), right.From.ToString());
        return byName != 0 ? byName : left.Number.CompareTo(right.Number);
    }
}
