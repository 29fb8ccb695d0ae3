namespace NumaBoot.Simulation;

/// <summary>Keeps one line over time in a bounded number of points: where they do not suffice, its steps get twice as long.</summary>
/// <param name="mostPoints">How many points there may be, at least 2.</param>
internal sealed class LineRecorder(int mostPoints)
{
    private readonly List<HistoryPoint> _points = [];
    private int _shift;
    private long _lastNs;

    /// <summary>Its value now.</summary>
    public long Value { get; private set; }

    /// <summary>It has another value from now on.</summary>
    /// <param name="atNs">Now, in nanoseconds; what is told late counts for when it is told.</param>
    /// <param name="value">The value.</param>
    public void Set(long atNs, long value)
    {
        if (value == Value)
        {
            return;
        }

        Value = value;
        _lastNs = Math.Max(_lastNs, atNs);
        Put(new HistoryPoint(_lastNs >> _shift, value, value, value));
        while (_points.Count > mostPoints)
        {
            Coarsen();
        }
    }

    /// <summary>The line so far.</summary>
    public NodeLine Of(int nid, HistoryLine line) => new(nid, line, 1L << _shift, [.. _points]);

    private void Put(HistoryPoint point)
    {
        if (_points.Count > 0 && _points[^1] is var last && last.Step == point.Step)
        {
            _points[^1] = new HistoryPoint(
                point.Step, Math.Min(last.Lowest, point.Lowest), Math.Max(last.Highest, point.Highest), point.Last);
        }
        else
        {
            _points.Add(point);
        }
    }

    private void Coarsen()
    {
        _shift++;
        HistoryPoint[] finer = [.. _points];
        _points.Clear();
        foreach (var point in finer)
        {
            Put(point with { Step = point.Step >> 1 });
        }
    }
}
