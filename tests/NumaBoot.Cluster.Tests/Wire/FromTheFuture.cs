namespace NumaBoot.Cluster.Tests.Wire;

/// <summary>A message that only members of a later version know.</summary>
internal sealed record FromTheFuture;
