namespace NumaBoot.Simulation;

/// <summary>How far a boot has come; for who watches it.</summary>
/// <param name="Phase">The phase that it is in.</param>
/// <param name="Deliveries">Deliveries so far.</param>
/// <param name="VirtualNs">How far its clock is.</param>
public readonly record struct BootProgress(string Phase, long Deliveries, long VirtualNs);
