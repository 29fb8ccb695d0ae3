namespace NumaBoot.Cluster;

/// <summary>No cluster answered, or it stopped answering.</summary>
/// <param name="message">Which, and for how long, in one line.</param>
public sealed class ClusterOutOfReachException(string message) : Exception(message);
