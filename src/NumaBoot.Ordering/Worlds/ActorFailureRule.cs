namespace NumaBoot.Ordering;

/// <summary>What an exception in an actor means to the run. Supervision does its work either way.</summary>
public enum ActorFailureRule
{
    /// <summary>The run throws an <see cref="ActorFailedException"/> once supervision has dealt with the actor.</summary>
    EndTheRun,

    /// <summary>The failure is noted in <see cref="OrderedEngine.Failures"/> and the run goes on.</summary>
    LeaveToSupervision,
}
