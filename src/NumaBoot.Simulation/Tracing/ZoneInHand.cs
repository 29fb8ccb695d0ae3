using NumaBoot.Actors;

namespace NumaBoot.Simulation;

/// <summary>What a zone has not answered and is not answered, for its spans. Touched only while that zone handles a message.</summary>
internal sealed class ZoneInHand
{
    /// <summary>Requests for pages, in the order of arrival.</summary>
    public List<OpenTake> Takes { get; } = [];

    /// <summary>Requests to grow.</summary>
    public Dictionary<RequestId, OpenAsk> Asks { get; } = [];

    /// <summary>Takes out a request for pages that is being answered; null where it is not open.</summary>
    public OpenTake? Remove(RequestId id)
    {
        int at = Takes.FindIndex(open => open.Request.Id == id);
        if (at < 0)
        {
            return null;
        }

        var take = Takes[at];
        Takes.RemoveAt(at);
        return take;
    }
}
