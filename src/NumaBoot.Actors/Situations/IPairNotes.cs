namespace NumaBoot.Actors;

/// <summary>Hears in which situation an actor is when it gets which message.</summary>
public interface IPairNotes
{
    /// <summary>A message is about to be handled.</summary>
    /// <param name="situation">The receiver's situation, as its <see cref="SituationTable"/> counts them.</param>
    /// <param name="message">The message.</param>
    void Note(int situation, IBootMessage message);
}
