namespace NumaBoot.Actors;

/// <summary>
/// The forecasts of nodes that share a block of lanes, and of what belongs to no node where that is there too. What was
/// foreseen of a node holds until it gets something from another, so only those are looked at anew that did, and those
/// whose time has come.
/// </summary>
/// <param name="times">How long things take at least.</param>
/// <param name="pending">What is pending on them.</param>
public sealed class NodeForecasts(IWorkTimes times, IPending pending)
{
    // A look at a node costs about as much as what it does in that time, in nanoseconds; where more is foreseen it pays.
    private const long WorthALookNs = 20_000;

    // Where many nodes are about to speak, one look more that does not pay makes no difference.
    private const int MostLooks = 4;

    private readonly List<NodeForecast> _forecasts = [];
    private readonly Dictionary<int, int> _positions = [];
    private readonly PriorityQueue<int, long> _byTime = new();
    private readonly HashSet<int> _touched = [];
    private readonly List<Forecast> _latest = [];
    private MachineForecast? _machine;

    /// <summary>How long things take at least.</summary>
    public IWorkTimes Times { get; } = times;

    /// <summary>What is pending on them.</summary>
    public IPending Pending { get; } = pending;

    /// <summary>Whether the nodes are there.</summary>
    public bool AreThere => _forecasts.Count > 0;

    /// <summary>Takes in a node.</summary>
    public void Add(NodeForecast forecast)
    {
        _positions.Add(forecast.Nid, _forecasts.Count);
        _touched.Add(_forecasts.Count);
        _latest.Add(Forecast.At(0));
        _forecasts.Add(forecast);
    }

    /// <summary>Takes in what belongs to no node.</summary>
    public void Add(MachineForecast forecast) => _machine = forecast;

    /// <summary>A node got something from another, or sent something: what was foreseen of it is void.</summary>
    public void Touch(int nid)
    {
        if (_positions.TryGetValue(nid, out int at))
        {
            _touched.Add(at);
        }
    }

    /// <summary>The earliest of all.</summary>
    /// <param name="nowNs">Nothing that is pending on any of them happens before this, in nanoseconds of virtual time.</param>
    public Forecast Make(long nowNs)
    {
        var nodes = OfNodes(nowNs);
        var machine = _machine?.Make(Math.Max(nowNs, Pending.NextNs(ActorAddress.Machine))) ?? Forecast.Rest;
        return machine.AtNs < nodes.AtNs ? machine : nodes;
    }

    private Forecast OfNodes(long nowNs)
    {
        foreach (int at in _touched)
        {
            Note(at, Forecast.At(nowNs));
        }

        _touched.Clear();
        int looks = 0;
        while (_byTime.TryPeek(out int at, out long atNs))
        {
            if (_latest[at].AtNs != atNs)
            {
                // Something newer was foreseen since.
                _byTime.Dequeue();
                continue;
            }

            if (looks == MostLooks)
            {
                return _latest[at] with { AtNs = Math.Max(nowNs, atNs) };
            }

            _byTime.Dequeue();
            Note(at, Look(_forecasts[at], nowNs));
            looks += _latest[at].AtNs - nowNs < WorthALookNs ? 1 : 0;
            if (_latest[at].AtNs <= Math.Max(atNs, nowNs))
            {
                return _latest[at] with { AtNs = Math.Max(nowNs, _latest[at].AtNs) };
            }
        }

        return Forecast.Rest;
    }

    private Forecast Look(NodeForecast forecast, long nowNs)
    {
        long nodesNextNs = Pending.NextNs(forecast.Nid);
        return nodesNextNs == long.MaxValue ? Forecast.Rest : forecast.Make(Math.Max(nowNs, nodesNextNs));
    }

    private void Note(int at, Forecast forecast)
    {
        _latest[at] = forecast;
        if (forecast.AtNs != long.MaxValue)
        {
            _byTime.Enqueue(at, forecast.AtNs);
        }
    }
}
