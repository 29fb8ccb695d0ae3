namespace NumaBoot.Ordering;

/// <summary>The channels of one schedule. Those of the schedule before are used again, so that many cost no more than one.</summary>
internal sealed class ChannelTable
{
    private readonly Dictionary<(int From, int To, ChannelKind Kind), Channel> _byPair = [];
    private readonly List<Channel> _all = [];
    private int _used;

    public void Clear()
    {
        _byPair.Clear();
        _used = 0;
    }

    /// <summary>The channel of a sender and a receiver.</summary>
    public Channel Find(ActorSlot from, ActorSlot to, ChannelKind kind)
    {
        var pair = (from.Index, to.Index, kind);
        if (!_byPair.TryGetValue(pair, out var channel))
        {
            _byPair.Add(pair, channel = Take(from, to, kind));
        }

        return channel;
    }

    /// <summary>A channel for one delivery that keeps no order with others of the pair.</summary>
    public Channel Single(ActorSlot from, ActorSlot to, ChannelKind kind)
    {
        var counter = Find(from, to, kind);
        var channel = Take(from, to, kind);
        channel.IsSingle = true;
        channel.Number = ++counter.Singles;
        channel.InOrder = channel.Number - 1;
        return channel;
    }

    private Channel Take(ActorSlot from, ActorSlot to, ChannelKind kind)
    {
        if (_used == _all.Count)
        {
            _all.Add(new Channel());
        }

        var channel = _all[_used++];
        channel.Begin(from, to, kind);
        return channel;
    }
}
