namespace NumaBoot.Cluster;

/// <summary>
/// A message of the cluster's protocol. It crosses between machines in a form that <see cref="WireForms"/> lists, and in
/// no other.
/// </summary>
public interface IWireMessage;
