namespace NumaBoot.TestFixtures;

/// <summary>A slice of a timeline.</summary>
internal sealed class TimelineStretch(string track, TimelineEvent began, TimelineStretch? whole)
{
    public string Track => track;

    public string Name => began.Name;

    public string Category => began.Text("cat", inArgs: false);

    public string Args => began.Args;

    public long StartNs => began.Ns;

    public long EndNs { get; set; } = long.MinValue;

    /// <summary>What it is a part of; null for nothing.</summary>
    public TimelineStretch? Whole => whole;

    /// <summary>Arrows that begin, pass or end there.</summary>
    public List<(string Phase, long Id)> Flows { get; } = [];

    public long Number(string arg) => began.Number(arg);

    public string Text(string arg) => began.Text(arg);

    public bool Has(string arg) => began.Has(arg);
}
