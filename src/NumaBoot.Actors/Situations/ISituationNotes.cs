namespace NumaBoot.Actors;

/// <summary>Hears in which situation an actor is once it has done what a message says.</summary>
public interface ISituationNotes
{
    /// <summary>An actor has come into being, or has handled a message.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="situation">Its situation now, as its <see cref="SituationTable"/> counts them.</param>
    void Now(ActorAddress actor, int situation);
}
