namespace NumaBoot.Ordering;

/// <summary>Finds out what an exhaustive search must try besides: the other way round of two deliveries to one receiver.</summary>
internal sealed class RaceFinder
{
    private ulong[] _free = new ulong[4];

    /// <summary>For each delivery that the newest one might as well have come before, has a way there tried.</summary>
    /// <param name="happened">What has happened, the newest included.</param>
    /// <param name="steps">The choices that led there.</param>
    public void Find(Happened happened, List<ExhaustiveStep> steps)
    {
        foreach (int earlier in happened.Races)
        {
            Turn(happened, earlier, steps[happened.StepOf(earlier)]);
        }
    }

    /// <summary>Has something tried in the place of the earlier one that leads to the newest without it.</summary>
    private void Turn(Happened happened, int earlier, ExhaustiveStep step)
    {
        int newest = happened.Count - 1;
        EventId? candidate = null;
        Clear(newest);
        for (int at = earlier + 1; at <= newest; at++)
        {
            if (happened.StepOf(at) < 0 || (at != newest && happened.IsBefore(earlier, at)))
            {
                continue;
            }

            bool isInitial = !MustFollow(happened.Before(at));
            _free[at >> 6] |= 1UL << (at & 63);
            if (!isInitial)
            {
                continue;
            }

            var id = happened[at];
            if (step.ToTry.Contains(id))
            {
                return;
            }

            if (candidate is null && step.Enabled.Contains(id))
            {
                candidate = id;
            }
        }

        // There is none only where the newest had to wait for what its receiver took out of its stash. It is sought from
        // the delivery on that made it wait (ExhaustiveChooser.TryBefore).
        if (candidate is { } found)
        {
            step.ToTry.Add(found);
        }
    }

    private void Clear(int newest)
    {
        int words = (newest >> 6) + 1;
        if (_free.Length < words)
        {
            _free = new ulong[words * 2];
        }
        else
        {
            Array.Clear(_free);
        }
    }

    /// <summary>Whether something that is free of the earlier of the two must come before.</summary>
    private bool MustFollow(ReadOnlySpan<ulong> before)
    {
        for (int word = 0; word < before.Length; word++)
        {
            if ((before[word] & _free[word]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
