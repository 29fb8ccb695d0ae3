namespace NumaBoot.Actors;

/// <summary>Nobody of a node handles anything for a while, as long as anything else can happen.</summary>
/// <param name="Nid">The node.</param>
/// <param name="From">From which choice of the schedule on.</param>
/// <param name="Choices">For how many choices.</param>
public sealed record SlowNode(int Nid, long From, long Choices) : Disturbance;
