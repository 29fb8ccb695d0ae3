using System.Collections.Immutable;

namespace NumaBoot.Ordering;

/// <summary>A schedule that failed, as it was run and recorded.</summary>
/// <param name="Failure">What failed: equal for schedules that show the same fault.</param>
/// <param name="Chosen">All choices up to the failure.</param>
/// <param name="Deviations">Those of them that plain order of time would not have made.</param>
public sealed record Trial(string Failure, ImmutableArray<DeliveryKey> Chosen, ImmutableArray<Deviation> Deviations)
{
    /// <summary>Deliveries from the first that is not where plain order of time has it to the failure; 0 where there is none.</summary>
    public long Length => Deviations.IsEmpty ? 0 : Chosen.Length - Deviations[0].At + 1;
}
