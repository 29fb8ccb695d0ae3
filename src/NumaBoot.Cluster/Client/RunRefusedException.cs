namespace NumaBoot.Cluster;

/// <summary>The cluster answered that there will be no result.</summary>
/// <param name="message">Why, in one line.</param>
public sealed class RunRefusedException(string message) : Exception(message);
