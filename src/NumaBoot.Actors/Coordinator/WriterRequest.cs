namespace NumaBoot.Actors;

/// <summary>Something that needs the writer.</summary>
/// <param name="Nid">Whose pages.</param>
internal abstract record WriterRequest(int Nid)
{
    /// <summary>A zone wants to grow.</summary>
    public sealed record Grow(CoordinatorMessages.AskToGrow Ask) : WriterRequest(Ask.Zone.Nid);

    /// <summary>Growth is to be disabled.</summary>
    public sealed record Disable(int Nid) : WriterRequest(Nid);

    /// <summary>An init job claims the rest.</summary>
    public sealed record Claim(int Nid, int Cpus) : WriterRequest(Nid);
}
