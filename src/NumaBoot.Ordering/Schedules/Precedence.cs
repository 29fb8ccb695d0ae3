using System.Runtime.InteropServices;

namespace NumaBoot.Ordering;

/// <summary>One delivery waits for another, to the same receiver: what is left of a schedule when it is shrunk.</summary>
/// <param name="First">What comes first.</param>
/// <param name="Then">What waits for it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Precedence(DeliveryKey First, DeliveryKey Then);
