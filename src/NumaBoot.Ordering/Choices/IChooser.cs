namespace NumaBoot.Ordering;

/// <summary>Chooses among all deliveries that may happen next.</summary>
public interface IChooser
{
    /// <summary>Called before the first choice of a schedule.</summary>
    void Begin();

    /// <summary>Chooses.</summary>
    /// <param name="candidates">At least one.</param>
    /// <returns>The place of the chosen one; -1 to end the schedule here.</returns>
    int Choose(Candidates candidates);
}
