namespace NumaBoot.Ordering;

/// <summary>Something that went wrong in a schedule.</summary>
/// <param name="Name">What: the same for schedules that show the same fault.</param>
/// <param name="At">In which delivery, counted from 1; the last one for what only the end shows.</param>
/// <param name="Detail">What happened, in one line.</param>
/// <param name="Cause">The exception, where there is one.</param>
public sealed record Failure(string Name, long At, string Detail, Exception? Cause = null)
{
    /// <summary>The schedule was ended by it or was over: every choice that was made leads up to it, also those after the last delivery.</summary>
    public bool IsLast { get; init; }
}
