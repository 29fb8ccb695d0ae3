using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>A delivery and whom it changed.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="Reached">
/// Actors, by number, whom it may have changed otherwise than by a message that they get later, and in whatever it may be:
/// those that it stopped, or that were told of a stop, or whose timers it cancelled (<see cref="Reach"/>).
/// </param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Effect(EventId Id, int[] Reached)
{
    /// <summary>Whether it matters which of the two comes first: only the state of its receiver and of those reached is its to change.</summary>
    public bool DependsOn(in Effect other)
    {
        if (Id.To == other.Id.To && Id.Receipt.DependsOn(other.Id.Receipt))
        {
            return true;
        }

        foreach (int actor in Reached)
        {
            if (actor == other.Id.To || other.Reached.Contains(actor))
            {
                return true;
            }
        }

        return other.Reached.Contains(Id.To);
    }
}
