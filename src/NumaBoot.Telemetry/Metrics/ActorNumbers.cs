namespace NumaBoot.Telemetry;

/// <summary>The numbers of all actors of a kind in a kind of actor system. Any thread may count.</summary>
/// <param name="all">The instruments.</param>
/// <param name="tags">Their labels.</param>
internal sealed class ActorNumbers(ActorInstruments all, KeyValuePair<string, object?>[] tags)
{
    private long _live;
    private long _depth;
    private volatile bool _hasLive;
    private volatile bool _hasDepth;

    /// <summary>Their labels.</summary>
    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    /// <summary>How many live; null where nobody has said.</summary>
    public long? Live => _hasLive ? Interlocked.Read(ref _live) : null;

    /// <summary>How many messages wait; null where nobody has said.</summary>
    public long? Depth => _hasDepth ? Interlocked.Read(ref _depth) : null;

    /// <summary>Messages were handled.</summary>
    public void Handle(long messages) => all.Messages.Add(messages, tags);

    /// <summary>A message began to be handled, so many seconds after it was sent.</summary>
    public void Arrive(double seconds) => all.Latency.Record(seconds, tags);

    /// <summary>One was restarted.</summary>
    public void Restart() => all.Restarts.Add(1, tags);

    /// <summary>More live, or fewer.</summary>
    public void AddLive(long actors)
    {
        Interlocked.Add(ref _live, actors);
        _hasLive = true;
    }

    /// <summary>More messages wait, or fewer.</summary>
    public void AddDepth(long messages)
    {
        Interlocked.Add(ref _depth, messages);
        _hasDepth = true;
    }
}
